using StatusHawk.Core.Checks.Probing.Dns;

namespace StatusHawk.Core.Tests.Checks.Probing.Dns;

public sealed class DnsRcodeTests
{
    [Theory]
    [InlineData(0, "NOERROR")]
    [InlineData(1, "FORMERR")]
    [InlineData(2, "SERVFAIL")]
    [InlineData(3, "NXDOMAIN")]
    [InlineData(4, "NOTIMP")]
    [InlineData(5, "REFUSED")]
    [InlineData(16, "16")]
    [InlineData(4095, "4095")]
    public void It_is_written_as_users_write_it_and_read_back_in_any_case(int value, string text)
    {
        var rcode = new DnsRcode((ushort)value);

        rcode.ToString().ShouldBe(text);
        DnsRcode.TryParse(text, out var upper).ShouldBeTrue();
        DnsRcode.TryParse(text.ToLowerInvariant(), out var lower).ShouldBeTrue();
        upper.ShouldBe(rcode);
        lower.ShouldBe(rcode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("NOPE")]
    [InlineData("-1")]
    [InlineData("4096")]
    [InlineData("99999999999")]
    public void What_is_none_is_refused(string? text) => DnsRcode.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void The_types_have_the_numbers_of_the_wire() =>
        Enum.GetValues<DnsType>().ToDictionary(type => type.ToString(), type => (int)type).ShouldBe(
            new Dictionary<string, int> { ["A"] = 1, ["NS"] = 2, ["CNAME"] = 5, ["SOA"] = 6, ["MX"] = 15, ["TXT"] = 16, ["AAAA"] = 28, ["CAA"] = 257 },
            ignoreOrder: true);
}
