using System.Net;

namespace StatusHawk.EndToEnd.LocalStacks;

public class WholeStackTests(StackFixture fixture)
{
    [Theory]
    [InlineData("api")]
    [InlineData("pipeline")]
    [InlineData("probe-eu")]
    [InlineData("probe-us")]
    [InlineData("probe-asia")]
    public async Task Every_app_runs_and_is_healthy(string name)
    {
        var part = (await fixture.Stack)[name];
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });

        part.IsRunning.ShouldBeTrue();
        using var health = await client.GetAsync(new Uri(part.Address, "health"));
        health.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
