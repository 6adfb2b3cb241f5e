using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using StatusHawk.Core.Checks.Probing.Dns;

namespace StatusHawk.Core.Tests.Checks.Probing.Dns;

public sealed class DnsMessageHostileTests
{
    private const ushort Id = 0x1234;
    private const string Name = "www.example.com";
    private static readonly DnsType[] Types = Enum.GetValues<DnsType>();

    private static readonly Dictionary<DnsType, string> Samples = new()
    {
        [DnsType.A] = "192.0.2.1",
        [DnsType.AAAA] = "2001:db8::1",
        [DnsType.NS] = "ns1.example.com",
        [DnsType.CNAME] = "other.example.com",
        [DnsType.MX] = "10 mail.example.com",
        [DnsType.TXT] = "some text",
        [DnsType.SOA] = "ns1.example.com admin.example.com 1 2 3 4 5",
        [DnsType.CAA] = "0 issue \"letsencrypt.org\"",
    };

    [Fact]
    public void Random_bytes_never_throw() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2_000), Prop.ForAll(Bytes(200).ToArbitrary(), Gen.Elements(Types).ToArbitrary(), (bytes, type) =>
        {
            DnsMessage.Parse(bytes, Id, Name, type);
            return true;
        }));

    [Fact]
    public void Random_bytes_after_a_true_question_never_throw() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(Bytes(200).ToArbitrary(), Gen.Elements(Types).ToArbitrary(), (bytes, type) =>
        {
            byte[] message = [.. Header(answers: 3), .. TestWire.Name(Name), 0, 0, 0, 1, .. bytes];
            message[12 + 17 + 1] = (byte)type;
            message[12 + 17] = (byte)((int)type >> 8);
            IsSound(DnsMessage.Parse(message, Id, Name, type), message.Length);
            return true;
        }));

    [Fact]
    public void Random_data_of_any_type_never_throws() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(Bytes(80).ToArbitrary(), Gen.Elements(Types).ToArbitrary(), (data, type) =>
        {
            var message = TestWire.Response(TestWire.Query(Id, Name, type), 0, [new TestWire.Record(Name, type, 1, data)]);
            return IsSound(DnsMessage.Parse(message, Id, Name, type), message.Length);
        }));

    [Fact]
    public void Mutations_of_true_answers_never_throw() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(5_000),
            Prop.ForAll(Gen.Elements(Types).ToArbitrary(), Mutations().ToArbitrary(), Gen.Choose(0, 300).ToArbitrary(), (type, mutations, length) =>
            {
                var message = Sample(type);
                foreach (var (at, value) in mutations) message[at % message.Length] = (byte)value;
                message = message[..Math.Min(length, message.Length)];
                return IsSound(DnsMessage.Parse(message, Id, Name, type), message.Length);
            }));

    [Fact]
    public void What_is_mutated_here_is_a_true_answer_before() =>
        Types.ShouldAllBe(type => DnsMessage.Parse(Sample(type), Id, Name, type)!.Answers.Count == (type == DnsType.CNAME ? 1 : 2));

    [Fact]
    public void A_true_answer_cut_anywhere_never_throws()
    {
        foreach (var type in Types)
        {
            var message = Sample(type);
            for (var length = 0; length < message.Length; length++)
            {
                // In the middle of a longer array: who reads on would find something.
                byte[] around = [.. message[..length], .. Enumerable.Repeat((byte)0xC0, 64)];
                IsSound(DnsMessage.Parse(around.AsSpan(0, length), Id, Name, type), length).ShouldBeTrue();
            }
        }
    }

    [Theory]
    [InlineData(33)] // itself
    [InlineData(34)] // its own second byte
    [InlineData(200)] // ahead
    [InlineData(0x3FFF)] // outside
    [InlineData(0)] // the header
    [InlineData(11)]
    public void A_pointer_leads_only_back_and_only_to_names(int target)
    {
        byte[] message =
        [
            .. Header(answers: 1), .. TestWire.Name(Name), 0, 1, 0, 1, .. Pointer(target), 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 1, 2, 3, 4,
            .. new byte[200],
        ];

        DnsMessage.Parse(message, Id, Name, DnsType.A).ShouldBeNull();
    }

    [Fact]
    public void A_name_that_grows_beyond_255_octets_by_pointers_is_refused()
    {
        // In data that nobody asked for: one name of one label, and then labels that each go on at the one before.
        const int Begin = 33 + 11;
        var label = Enumerable.Repeat((byte)'a', 63).Prepend((byte)63).ToArray();
        List<byte> data = [.. label, 0];
        List<int> names = [Begin];
        for (var i = 0; i < 3; i++)
        {
            var next = Begin + data.Count;
            data.AddRange([.. label, .. Pointer(names[^1])]);
            names.Add(next);
        }

        byte[] Message(int name) =>
        [
            .. Header(answers: 2), .. TestWire.Name(Name), 0, 2, 0, 1,
            0, 0, 99, 0, 1, 0, 0, 0, 1, (byte)(data.Count >> 8), (byte)data.Count, .. data,
            .. Pointer(12), 0, 2, 0, 1, 0, 0, 0, 1, 0, 2, .. Pointer(name),
        ];

        DnsMessage.Parse(Message(names[0]), Id, Name, DnsType.NS)!.Answers.Single().Data.Length.ShouldBe(63);
        DnsMessage.Parse(Message(names[2]), Id, Name, DnsType.NS)!.Answers.Single().Data.Length.ShouldBe((3 * 63) + 2);
        DnsMessage.Parse(Message(names[3]), Id, Name, DnsType.NS).ShouldBeNull();
    }

    [Fact]
    public void A_message_full_of_pointers_to_pointers_costs_little()
    {
        // A record whose data is a long chain of pointers, each to the one before, and then as many records as fit that begin at its end.
        byte[] head = [.. Header(answers: 4096), .. TestWire.Name(Name), 0, 1, 0, 1];
        var chain = new List<byte> { 0 };
        var begin = head.Length + 11;
        for (var at = begin; chain.Count < 16_000; at = begin + chain.Count - 2) chain.AddRange(Pointer(at));
        var last = begin + chain.Count - 2;
        byte[] carrier = [0, 0, 99, 0, 1, 0, 0, 0, 1, (byte)(chain.Count >> 8), (byte)chain.Count, .. chain];
        byte[] record = [.. Pointer(last), 0, 1, 0, 1, 0, 0, 0, 1, 0, 0];
        byte[] message = [.. head, .. carrier, .. Enumerable.Repeat(record, 4095).SelectMany(one => one)];

        var begun = Stopwatch.GetTimestamp();
        DnsMessage.Parse(message.AsSpan(0, Math.Min(65_535, message.Length)), Id, Name, DnsType.A).ShouldBeNull();
        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void Counts_that_promise_more_than_is_there_or_more_than_is_read_are_refused()
    {
        DnsMessage.Parse([.. Header(answers: 65_535), .. TestWire.Name(Name), 0, 1, 0, 1], Id, Name, DnsType.A).ShouldBeNull();
        byte[] record = [0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 192, 0, 2, 1];
        byte[] Message(int count) => [.. Header(count), .. TestWire.Name(Name), 0, 1, 0, 1, .. Enumerable.Repeat(record, count).SelectMany(one => one)];

        DnsMessage.Parse(Message(4_096), Id, Name, DnsType.A)!.Answers.Count.ShouldBe(4_096);
        DnsMessage.Parse(Message(4_097), Id, Name, DnsType.A).ShouldBeNull();
    }

    private static byte[] Pointer(int target) => [(byte)(0xC0 | (target >> 8)), (byte)target];

    private static byte[] Header(int answers) => [Id >> 8, Id & 0xFF, 0x81, 0x80, 0, 1, (byte)(answers >> 8), (byte)answers, 0, 0, 0, 0];

    private static byte[] Sample(DnsType type) => TestWire.Response(
        TestWire.Query(Id, Name, type),
        0,
        [
            new TestWire.Record(Name, DnsType.CNAME, 1, TestWire.Data(DnsType.CNAME, "other.example.com")),
            new TestWire.Record("other.example.com", type, 300, TestWire.Data(type, Samples[type])),

            // One with a pointer, where the data ends with a name.
            new TestWire.Record("other.example.com", type, 300, type is DnsType.NS or DnsType.CNAME or DnsType.MX ? [.. TestWire.Data(type, Samples[type])[..^1], .. Pointer(12)] : TestWire.Data(type, Samples[type])),
        ]);

    private static bool IsSound(DnsResponse? response, int length) =>
        response is null || (response.Answers.Count <= length && response.Answers.All(answer => !answer.Data.Any(char.IsControl) && !answer.Name.Any(char.IsControl)));

    private static Gen<byte[]> Bytes(int longest) =>
        Gen.Choose(0, longest).SelectMany(length => Gen.OneOf(Gen.Choose(0, 255), Gen.Elements(0, 1, 5, 12, 28, 63, 0xC0, 0xFF)).Select(value => (byte)value).ArrayOf(length));

    private static Gen<List<(int At, int Value)>> Mutations() =>
        Gen.Choose(0, 400).SelectMany(at => Gen.OneOf(Gen.Choose(0, 255), Gen.Elements(0, 0xC0, 0xFF)).Select(value => (at, value))).ListOf();
}
