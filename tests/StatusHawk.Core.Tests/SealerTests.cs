using System.Security.Cryptography;

namespace StatusHawk.Core.Tests;

public sealed class SealerTests
{
    private static readonly string Key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    [Fact]
    public void A_secret_opens_in_its_place_and_never_looks_the_same_twice()
    {
        var sealer = Of(("k1", Key));

        var first = sealer.Seal("Bearer hunter2", "mon_a");

        sealer.Open(first, "mon_a").ShouldBe("Bearer hunter2");
        sealer.Seal("Bearer hunter2", "mon_a").ShouldNotBe(first);
        first.ShouldNotContain("hunter2");
    }

    [Fact]
    public void What_an_older_key_sealed_still_opens_while_that_key_is_there()
    {
        var old = Of(("k1", Key)).Seal("secret", "mon_a");

        Of(("k2", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))), ("k1", Key)).Open(old, "mon_a").ShouldBe("secret");
    }

    [Fact]
    public void A_sealed_text_does_not_open_elsewhere_changed_or_without_its_key()
    {
        var text = Of(("k1", Key)).Seal("secret", "mon_a");
        var changed = text[..^1] + (text[^1] == 'A' ? 'B' : 'A');

        Should.Throw<CryptographicException>(() => Of(("k1", Key)).Open(text, "mon_b"));
        Should.Throw<CryptographicException>(() => Of(("k1", Key)).Open(text.Replace("v1.k1.", "v1.k1.AAAA"), "mon_a"));
        Should.Throw<CryptographicException>(() => Of(("k1", Key)).Open("v1.k1.$$$", "mon_a"));
        Should.Throw<CryptographicException>(() => Of(("k1", Key)).Open("plain", "mon_a"));
        Should.Throw<CryptographicException>(() => Of(("k2", Key)).Open(text, "mon_a"));
        Should.Throw<CryptographicException>(() => Of(("k1", Key)).Open(changed.Replace("v1.", "v2."), "mon_a"));
    }

    [Theory]
    [InlineData("k1", "k2", "")]
    [InlineData("k1", "k1", "not base64")]
    [InlineData("k1", "k1", "c2hvcnQ=")]
    public void A_key_ring_that_could_not_work_is_refused_at_start(string current, string id, string key) =>
        Should.Throw<ArgumentException>(() => new Sealer(new SealingOptions { CurrentKeyId = current, Keys = { [id] = key.Length == 0 ? Key : key } }));

    private static Sealer Of(params (string Id, string Key)[] keys) =>
        new(new SealingOptions { CurrentKeyId = keys[0].Id, Keys = keys.ToDictionary(key => key.Id, key => key.Key) });
}
