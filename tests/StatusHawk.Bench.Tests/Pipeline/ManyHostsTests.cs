using StatusHawk.Bench.Pipeline;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Local.Ports;

namespace StatusHawk.Bench.Tests.Pipeline;

public sealed class ManyHostsTests
{
    [Fact]
    public async Task Answers_each_monitor_on_a_host_of_few_and_notes_who_asked_from_where_and_when()
    {
        using var ports = PortBlock.Reserve();
        using var hosts = new ManyHosts(6, ports.Base, ["eu", "eu-north"]);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", HttpRequestHeaders.UserAgent("eu-north"));
        var before = DateTimeOffset.UtcNow;

        foreach (var monitor in new[] { 0, 5 })
        {
            using var answer = await client.GetAsync(new Uri(hosts.Url(monitor)));
            (await answer.Content.ReadAsStringAsync()).ShouldBe("ok");
            answer.Headers.ConnectionClose.ShouldBe(true);
        }

        var arrivals = hosts.Take();
        arrivals.Select(arrival => (arrival.Monitor, arrival.Region)).ShouldBe([(0, "eu-north"), (5, "eu-north")]);
        arrivals.ShouldAllBe(arrival => arrival.At >= before && arrival.At <= DateTimeOffset.UtcNow);
        hosts.Take().ShouldBeEmpty();
        new Uri(hosts.Url(3)).Host.ShouldBe(new Uri(hosts.Url(0)).Host);
        new Uri(hosts.Url(4)).Host.ShouldNotBe(new Uri(hosts.Url(0)).Host);
    }
}
