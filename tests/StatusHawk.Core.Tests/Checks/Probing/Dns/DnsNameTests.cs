using FsCheck;
using FsCheck.Fluent;
using StatusHawk.Core.Checks.Probing.Dns;

namespace StatusHawk.Core.Tests.Checks.Probing.Dns;

public sealed class DnsNameTests
{
    private static readonly string Label63 = new('a', 63);

    [Theory]
    [InlineData("www.example.com", "www.example.com")]
    [InlineData("WWW.Example.COM.", "www.example.com")]
    [InlineData("_dmarc.example.com", "_dmarc.example.com")]
    [InlineData("localhost", "localhost")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("BÜCHER.example", "xn--bcher-kva.example")]
    [InlineData("_sip._tcp.bücher.example.", "_sip._tcp.xn--bcher-kva.example")]
    [InlineData("例え。テスト", "xn--r8jz45g.xn--zckzah")]
    [InlineData("0-0.3com.com", "0-0.3com.com")]
    public void A_name_is_made_ready_for_the_wire(string text, string name)
    {
        DnsName.TryNormalize(text, out var normal).ShouldBeTrue();
        normal.ShouldBe(name);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(".example.com")]
    [InlineData("www..example.com")]
    [InlineData("example.com..")]
    [InlineData("a b.example.com")]
    [InlineData("a\0.example.com")]
    [InlineData("http://example.com")]
    [InlineData("*.example.com")]
    [InlineData("a\\.b.example")]
    [InlineData("ü..example")]
    public void What_is_no_name_is_refused_and_nothing_is_thrown(string? text)
    {
        DnsName.TryNormalize(text, out var name).ShouldBeFalse();
        name.ShouldBeNull();
    }

    [Fact]
    public void Text_of_any_kind_never_throws_and_a_name_that_is_made_stays_as_it_is() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(Texts().ToArbitrary(), text =>
            !DnsName.TryNormalize(text, out var name) || (name.All(char.IsAscii) && DnsName.TryNormalize(name, out var again) && again == name)));

    [Fact]
    public void Labels_have_at_most_63_characters_and_names_253()
    {
        var longest = $"{Label63}.{Label63}.{Label63}.{new string('b', 61)}";

        DnsName.TryNormalize(longest, out var name).ShouldBeTrue();
        name!.Length.ShouldBe(253);
        DnsName.TryNormalize(longest + ".", out _).ShouldBeTrue();
        DnsName.TryNormalize(longest + "b", out _).ShouldBeFalse();
        DnsName.TryNormalize(longest + "b.", out _).ShouldBeFalse();
        DnsName.TryNormalize(Label63 + "a.example", out _).ShouldBeFalse();
        DnsName.TryNormalize(new string('ü', 63) + ".example", out _).ShouldBeFalse();
        DnsName.TryNormalize(new string('x', 1_000_000), out _).ShouldBeFalse();
    }

    /// <summary>With halves of surrogate pairs, right-to-left letters, and dots of several kinds.</summary>
    private static Gen<string> Texts() =>
        Gen.OneOf(Gen.Choose(0, 0xFFFF), Gen.Choose('a', 'z'), Gen.Elements<int>('.', '-', 0x3002, 0xD83E, 0xDD85, 0x05D0, 0x200D, 0)).Select(c => (char)c).ListOf().Select(chars => string.Concat(chars));
}
