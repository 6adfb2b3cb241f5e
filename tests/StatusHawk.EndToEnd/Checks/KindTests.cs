using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace StatusHawk.EndToEnd.Checks;

/// <summary>Monitors of every kind, checked by the probes of a running installation.</summary>
public sealed class KindTests(StackFixture fixture)
{
    [Fact]
    public async Task Each_kind_is_checked_by_the_regions_and_tested_by_the_api()
    {
        var stack = await fixture.Stack;
        using var client = new StackClient(stack);
        await client.ReadyAsync();
        using var greeter = new Greeter("220 hello\r\n");
        var cosmos = new Uri(stack.Configuration()["Cosmos:Endpoint"]!);
        var shop = new Uri(stack.Target.ShopUrl);
        (string Name, object Monitor, string Verdict, string? Error)[] rows =
        [
            ("http with conditions", new { kind = "http", http = new { url = shop }, assertions = new object[] { "[STATUS] == 200", new { subject = "body", @operator = "matches", value = "(?i)o" } } }, "up", null),
            ("http that fails one", new { kind = "http", http = new { url = shop }, assertions = new[] { "[BODY] contains nowhere" } }, "down", "assertion"),
            ("tcp", new { kind = "tcp", tcp = new { host = "127.0.0.1", port = greeter.Port, expect = "220 " } }, "up", null),
            ("tcp that says something else", new { kind = "tcp", tcp = new { host = "127.0.0.1", port = greeter.Port, expect = "550 " } }, "down", "assertion"),
            ("tls with a certificate of its own", new { kind = "tls", tls = new { host = cosmos.Host, port = cosmos.Port } }, "down", "tls"),
            ("dns without a server", new { kind = "dns", dns = new { name = "a.example.org", resolver = $"127.0.0.1:{greeter.Port}" } }, "down", "refused"),
        ];
        var ids = new Dictionary<string, string>();
        foreach (var row in rows) ids[row.Name] = await CreateAsync(client, row.Name, row.Monitor);

        foreach (var row in rows)
        {
            await client.BecomesAsync(ids[row.Name], row.Verdict);
            if (row.Error is not null) (await client.ReadMonitorAsync(ids[row.Name]))["votes"]!.AsObject().ShouldAllBe(vote => vote.Value!["error"] == null || (string)vote.Value["error"]!["class"]! == row.Error);
            var test = await client.SendAsync(HttpMethod.Post, $"monitors/{ids[row.Name]}/test", body: null);
            var here = test["results"]!.AsArray().Single()!;
            ((string)here["outcome"]!).ShouldBe(row.Verdict);
            ((string?)here["error"]?["class"]).ShouldBe(row.Error);
        }

        // What the answer looked like is there for whoever looks at the monitor: with the regions whose vote a lone observation turned, not a round.
        var votes = (await client.ReadMonitorAsync(ids["http that fails one"]))["votes"]!.AsObject();
        votes.ShouldContain(vote => vote.Value!["error"] != null && vote.Value["error"]!["answer"] != null && ((string?)vote.Value["error"]!["answer"]!["body"] ?? "").Contains('o'));
        foreach (var id in ids.Values) (await client.DeleteMonitorAsync(id)).ShouldBeTrue();
    }

    private static async Task<string> CreateAsync(StackClient client, string name, object monitor)
    {
        var body = System.Text.Json.JsonSerializer.SerializeToNode(monitor)!.AsObject();
        body["name"] = name;
        body["intervalSeconds"] = 10;
        body["timeoutSeconds"] = 3;
        return (string)(await client.SendAsync(HttpMethod.Post, "monitors", body, HttpStatusCode.Created))["id"]!;
    }

    /// <summary>Greets whoever connects, and hangs up.</summary>
    private sealed class Greeter : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public Greeter(string greeting)
        {
            _listener.Start();
            _ = GreetAsync(Encoding.ASCII.GetBytes(greeting));
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public void Dispose() => _listener.Dispose();

        private async Task GreetAsync(byte[] greeting)
        {
            while (true)
            {
                try
                {
                    using var socket = await _listener.AcceptSocketAsync();
                    await socket.SendAsync(greeting);
                    socket.Shutdown(SocketShutdown.Both);
                }
                catch (SocketException e) when (e.SocketErrorCode != SocketError.OperationAborted)
                {
                }
                catch (Exception e) when (e is ObjectDisposedException or SocketException)
                {
                    return;
                }
            }
        }
    }
}
