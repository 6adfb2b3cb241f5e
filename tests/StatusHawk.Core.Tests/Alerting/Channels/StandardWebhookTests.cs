using System.Text;
using StatusHawk.Core.Alerting.Channels;

namespace StatusHawk.Core.Tests.Alerting.Channels;

public sealed class StandardWebhookTests
{
    [Fact]
    public void The_published_example_has_the_published_signature() => StandardWebhook.Sign(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        DateTimeOffset.FromUnixTimeSeconds(1614265330),
        Encoding.UTF8.GetBytes("""{"test": 2432232314}""")).ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Fact]
    public void Secrets_are_new_each_time_and_such_as_it_accepts()
    {
        StandardWebhook.NewSecret().ShouldNotBe(StandardWebhook.NewSecret());
        StandardWebhook.IsSecret(StandardWebhook.NewSecret()).ShouldBeTrue();
    }

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_secret_has_24_to_64_bytes(int bytes, bool expected) => StandardWebhook.IsSecret("whsec_" + Convert.ToBase64String(new byte[bytes])).ShouldBe(expected);

    [Theory]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_***")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    public void Anything_else_is_no_secret(string text) => StandardWebhook.IsSecret(text).ShouldBeFalse();
}
