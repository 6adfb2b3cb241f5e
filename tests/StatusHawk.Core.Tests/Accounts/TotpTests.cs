using System.Text;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Core.Tests.Accounts;

public class TotpTests
{
    private static readonly byte[] RfcSecret = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void Codes_are_those_of_the_rfc(long seconds, string expected)
    {
        var step = Totp.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds));

        Totp.Code(RfcSecret, step, digits: 8).ShouldBe(expected);
        Totp.Code(RfcSecret, step).ShouldBe(expected[2..]);
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_code_is_good_one_step_early_or_late(int steps, bool good)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        var code = Totp.Code(RfcSecret, Totp.StepOf(now) + steps);

        Totp.Match(Totp.ToBase32(RfcSecret), code, now, lastUsed: 0).ShouldBe(good ? Totp.StepOf(now) + steps : null);
    }

    [Fact]
    public void No_step_is_used_twice_and_none_before_one_that_was()
    {
        var (secret, now) = (Totp.NewSecret(), DateTimeOffset.FromUnixTimeSeconds(1_234_567_890));
        string Code(int steps) => Totp.Code(Totp.FromBase32(secret), Totp.StepOf(now) + steps);

        var used = new SecondFactor { SealedSecret = "" }.Use(Code(0), secret, now)!;

        used.Use(Code(0), secret, now).ShouldBeNull();
        used.Use(Code(-1), secret, now).ShouldBeNull();
        used.Use(Code(1), secret, now).ShouldNotBeNull();
    }

    [Fact]
    public void Recovery_codes_are_good_once_each_however_they_are_typed()
    {
        var (codes, hashes) = SecondFactor.NewRecoveryCodes();
        var factor = new SecondFactor { SealedSecret = "", RecoveryHashes = hashes };

        var used = factor.Use($" {codes[4].ToUpperInvariant().Replace('-', ' ')} ", Totp.NewSecret(), DateTimeOffset.UnixEpoch)!;

        used.RecoveryHashes.Count.ShouldBe(9);
        used.Use(codes[4], Totp.NewSecret(), DateTimeOffset.UnixEpoch).ShouldBeNull();
        codes.ShouldAllBe(code => code.Length == 19);
        hashes.ShouldNotContain(hash => codes.Contains(hash));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_is_that_of_the_rfc_without_padding(string text, string expected)
    {
        Totp.ToBase32(Encoding.ASCII.GetBytes(text)).ShouldBe(expected);
        Encoding.ASCII.GetString(Totp.FromBase32(expected)).ShouldBe(text);
    }
}
