using StatusHawk.Core.Checks.Probing.Dns;

namespace StatusHawk.Core.Tests.Checks.Probing.Dns;

public sealed class DnsMessageTests
{
    private const ushort Id = 0xBEEF;
    private const string Name = "www.example.com";

    public static TheoryData<DnsType, string, string> Data => new()
    {
        { DnsType.A, "192.0.2.7", "192.0.2.7" },
        { DnsType.AAAA, "2001:DB8:0:0::0:1", "2001:db8::1" },
        { DnsType.NS, "NS1.Example.COM.", "ns1.example.com" },
        { DnsType.MX, "10 Mail.example.com", "10 mail.example.com" },
        { DnsType.MX, "0 .", "0 ." },
        { DnsType.TXT, "v=spf1 include:_spf.example.com ~all", "v=spf1 include:_spf.example.com ~all" },
        { DnsType.TXT, "", "" },
        { DnsType.TXT, "grüße 🦅", "grüße 🦅" },
        { DnsType.TXT, "a\tb\0c", "a\\009b\\000c" },
        { DnsType.SOA, "ns1.example.com Admin.example.com 4294967295 7200 3600 1209600 300", "ns1.example.com admin.example.com 4294967295 7200 3600 1209600 300" },
        { DnsType.CAA, "0 issue \"letsencrypt.org\"", "0 issue \"letsencrypt.org\"" },
        { DnsType.CAA, "128 ISSUE \";\"", "128 issue \";\"" },
    };

    [Fact]
    public void A_question_is_these_bytes()
    {
        DnsMessage.TryQuery(Id, "a_b.Example.com.", DnsType.CAA, out var query).ShouldBeTrue();

        query.ShouldBe((byte[])
        [
            0xBE, 0xEF, 0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, 1, // recursion desired, one question, one additional record
            3, .. "a_b"u8, 7, .. "example"u8, 3, .. "com"u8, 0, 0x01, 0x01, 0, 1,
            0, 0, 41, 0x04, 0xD0, 0, 0, 0, 0, 0, 0, // OPT with 1,232 bytes
        ]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("no spaces.example")]
    public void A_name_that_cannot_be_asked_for_makes_no_question(string name)
    {
        DnsMessage.TryQuery(Id, name, DnsType.A, out var query).ShouldBeFalse();
        query.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Data))]
    public void Data_is_read_as_zone_files_write_it(DnsType type, string sent, string read)
    {
        var response = Parse(type, Record(type, sent, ttl: 77))!;

        response.Rcode.ShouldBe(DnsRcode.NoError);
        response.Truncated.ShouldBeFalse();
        response.Answers.ShouldBe([new DnsRecord(Name, type, 77, read)]);
    }

    [Fact]
    public void A_long_text_is_joined_even_where_a_letter_was_split()
    {
        var text = new string('x', 254) + "ü" + new string('y', 300);

        Parse(DnsType.TXT, Record(DnsType.TXT, text))!.Answers.Single().Data.ShouldBe(text);
    }

    [Fact]
    public void Text_that_is_not_utf8_is_read_as_latin1() =>
        Parse(DnsType.TXT, new TestWire.Record(Name, DnsType.TXT, 1, TestWire.Strings([0xFC, 0x85, (byte)'a'])))!.Answers.Single().Data.ShouldBe("ü\\133a");

    [Fact]
    public void A_value_cannot_end_its_quotes() =>
        Parse(DnsType.CAA, new TestWire.Record(Name, DnsType.CAA, 1, [0, 5, .. "issue"u8, .. "a\" \\\n"u8]))!.Answers.Single().Data.ShouldBe("0 issue \"a\\\" \\\\\\010\"");

    [Fact]
    public void A_dot_inside_a_label_is_told_from_one_between_labels() =>
        Parse(DnsType.NS, new TestWire.Record(Name, DnsType.NS, 1, [5, .. "a.b\\ "u8, 1, 0xFF, 0]))!.Answers.Single().Data.ShouldBe("a\\.b\\\\\\032.\\255");

    [Fact]
    public void Names_may_point_back()
    {
        var message = Response(DnsType.MX);
        message[7] = 1;

        // The owner points to the question, the mail server to its last two labels.
        byte[] record = [0xC0, 12, 0, 15, 0, 1, 0, 0, 0, 60, 0, 9, 0, 5, 4, .. "mail"u8, 0xC0, 16];

        DnsMessage.Parse(Insert(message, record), Id, Name, DnsType.MX)!.Answers.ShouldBe([new DnsRecord(Name, DnsType.MX, 60, "5 mail.example.com")]);
    }

    [Fact]
    public void An_alias_is_followed_and_not_told_in_whatever_order_it_comes()
    {
        var response = Parse(
            DnsType.A,
            Record(DnsType.A, "192.0.2.2", "end.example.net"),
            Record(DnsType.CNAME, "END.example.net", "mid.example.net"),
            Record(DnsType.A, "192.0.2.9", "other.example.net"),
            Record(DnsType.CNAME, "mid.example.net"),
            Record(DnsType.A, "192.0.2.1", "end.example.net"));

        response!.Answers.Select(answer => (answer.Name, answer.Data)).ShouldBe([("end.example.net", "192.0.2.2"), ("end.example.net", "192.0.2.1")]);
    }

    [Fact]
    public void An_alias_is_told_when_it_is_asked_for()
    {
        var response = Parse(DnsType.CNAME, Record(DnsType.CNAME, "mid.example.net"), Record(DnsType.CNAME, "end.example.net", "mid.example.net"));

        response!.Answers.ShouldBe([new DnsRecord(Name, DnsType.CNAME, 300, "mid.example.net")]);
    }

    [Fact]
    public void Aliases_in_a_circle_lead_nowhere() =>
        Parse(DnsType.A, Record(DnsType.CNAME, "b.example"), Record(DnsType.CNAME, Name, "b.example"))!.Answers.ShouldBeEmpty();

    [Fact]
    public void A_chain_of_aliases_is_followed_only_so_far()
    {
        TestWire.Record[] Chain(int length) =>
        [
            Record(DnsType.CNAME, "1.example"),
            .. Enumerable.Range(1, length - 1).Select(i => Record(DnsType.CNAME, $"{i + 1}.example", $"{i}.example")),
            Record(DnsType.A, "192.0.2.1", $"{length}.example"),
        ];

        Parse(DnsType.A, Chain(16))!.Answers.Count.ShouldBe(1);
        Parse(DnsType.A, Chain(17))!.Answers.ShouldBeEmpty();
    }

    [Fact]
    public void Records_of_other_types_and_classes_are_passed_over()
    {
        var response = Parse(
            DnsType.A, new TestWire.Record(Name, (DnsType)46, 1, [1, 2, 3]), Record(DnsType.A, "192.0.2.1") with { Class = 3 }, Record(DnsType.TXT, "text"), Record(DnsType.A, "192.0.2.3"));

        response!.Answers.Single().Data.ShouldBe("192.0.2.3");
    }

    [Fact]
    public void A_lifetime_with_the_highest_bit_is_zero() =>
        Parse(DnsType.A, Record(DnsType.A, "192.0.2.1") with { Ttl = 0x8000_0001 })!.Answers.Single().Ttl.ShouldBe(0);

    [Theory]
    [InlineData(2, "SERVFAIL")]
    [InlineData(3, "NXDOMAIN")]
    [InlineData(9, "9")]
    [InlineData(16, "16")] // BADVERS, whose upper bits are in OPT
    [InlineData(0xFF5, "4085")]
    public void The_rcode_is_read_with_its_upper_bits(int rcode, string text) =>
        DnsMessage.Parse(TestWire.Response(Query(DnsType.A), rcode, []), Id, Name, DnsType.A)!.Rcode.ToString().ShouldBe(text);

    [Fact]
    public void A_fault_after_the_answers_costs_nothing()
    {
        var message = Response(DnsType.A, Record(DnsType.A, "192.0.2.1"));

        DnsMessage.Parse(message.AsSpan()[..^5], Id, Name, DnsType.A)!.Answers.Count.ShouldBe(1);
    }

    [Fact]
    public void Of_a_truncated_answer_what_is_there_is_read()
    {
        var message = Response(DnsType.A, Record(DnsType.A, "192.0.2.1"), Record(DnsType.A, "192.0.2.2"))[..^13];
        DnsMessage.Parse(message, Id, Name, DnsType.A).ShouldBeNull();

        message[2] |= 2;
        var response = DnsMessage.Parse(message, Id, Name, DnsType.A)!;

        response.Truncated.ShouldBeTrue();
        response.Answers.Single().Data.ShouldBe("192.0.2.1");
    }

    [Fact]
    public void The_name_of_the_question_is_compared_without_regard_to_case()
    {
        var message = TestWire.Response(TestWire.Query(Id, "wWw.eXample.COM", DnsType.A), 0, [Record(DnsType.A, "192.0.2.1", "WWW.example.com")]);

        DnsMessage.Parse(message, Id, "www.EXAMPLE.com.", DnsType.A)!.Answers.Single().Name.ShouldBe(Name);
    }

    [Fact]
    public void An_answer_to_another_question_is_none()
    {
        var message = Response(DnsType.A, Record(DnsType.A, "192.0.2.1"));

        DnsMessage.Parse(message, Id, Name, DnsType.A).ShouldNotBeNull();
        DnsMessage.Parse(message, Id ^ 1, Name, DnsType.A).ShouldBeNull();
        DnsMessage.Parse(message, Id, "example.com", DnsType.A).ShouldBeNull();
        DnsMessage.Parse(message, Id, Name, DnsType.AAAA).ShouldBeNull();
        DnsMessage.Parse(message, Id, "not a name", DnsType.A).ShouldBeNull();
        DnsMessage.Parse(Query(DnsType.A), Id, Name, DnsType.A).ShouldBeNull("a question is no answer");
        DnsMessage.Parse(With(message, 2, 0xA1), Id, Name, DnsType.A).ShouldBeNull("another opcode");
        DnsMessage.Parse(With(message, 5, 0), Id, Name, DnsType.A).ShouldBeNull("no question");
        DnsMessage.Parse(With(message, 5, 2), Id, Name, DnsType.A).ShouldBeNull("two questions");
    }

    public static TheoryData<DnsType, byte[]> Misshapen => new()
    {
        { DnsType.A, [1, 2, 3] },
        { DnsType.A, [1, 2, 3, 4, 5] },
        { DnsType.AAAA, [1, 2, 3, 4] },
        { DnsType.NS, [] },
        { DnsType.NS, [3, 1, 2] },
        { DnsType.NS, [1, (byte)'a', 0, 0] },
        { DnsType.NS, [0x80, 0] },
        { DnsType.NS, [0x41, 0] },
        { DnsType.MX, [0, 1] },
        { DnsType.TXT, [5, (byte)'a'] },
        { DnsType.SOA, [0, 0, 1, 2, 3] },
        { DnsType.CAA, [0] },
        { DnsType.CAA, [0, 0, 1] },
        { DnsType.CAA, [0, 9, (byte)'a'] },
        { DnsType.CAA, [0, 3, .. "a b"u8] },
    };

    [Theory]
    [MemberData(nameof(Misshapen))]
    public void An_answer_with_misshapen_data_is_none(DnsType type, byte[] data) => Parse(type, new TestWire.Record(Name, type, 1, data)).ShouldBeNull();

    private static TestWire.Record Record(DnsType type, string data, string name = Name, uint ttl = 300) => new(name, type, ttl, TestWire.Data(type, data));

    private static byte[] Query(DnsType type) => TestWire.Query(Id, Name, type);

    private static byte[] Response(DnsType type, params TestWire.Record[] records) => TestWire.Response(Query(type), 0, records);

    private static DnsResponse? Parse(DnsType type, params TestWire.Record[] records) => DnsMessage.Parse(Response(type, records), Id, Name, type);

    private static byte[] With(byte[] message, int at, byte value)
    {
        var changed = message.ToArray();
        changed[at] = value;
        return changed;
    }

    /// <summary>Before the last record, which is OPT.</summary>
    private static byte[] Insert(byte[] message, byte[] record) => [.. message[..^11], .. record, .. message[^11..]];
}
