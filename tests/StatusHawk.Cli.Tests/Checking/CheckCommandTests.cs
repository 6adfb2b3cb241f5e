using System.Net;
using System.Net.Sockets;
using System.Text;
using StatusHawk.Cli.Checking;
using StatusHawk.Core.Checks;

namespace StatusHawk.Cli.Tests.Checking;

public sealed class CheckCommandTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CliHost _cli = new();

    public CheckCommandTests()
    {
        _listener.Start();
        _ = AnswerAsync();
    }

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    [Fact]
    public async Task Up_is_0_with_phases_facts_and_conditions()
    {
        var ran = (await _cli.RunAsync("check", $"http://127.0.0.1:{Port}/", "--assert", "[STATUS] == 200", "--assert", "[BODY].status==ok", "--header", "X-One: 1", "--json")).ShouldBe(0);
        ((string)ran.Json["outcome"]!).ShouldBe("up");
        ((int)ran.Json["facts"]!["statusCode"]!).ShouldBe(200);
        ran.Json["assertions"]!.AsArray().ShouldAllBe(assertion => (bool)assertion!["holds"]!);
        ran.Json["timings"]!.AsObject().Select(phase => phase.Key).ShouldBe(["resolve", "connect", "tls", "firstByte", "transfer", "total"]);
        (await _cli.RunAsync("check", $"http://127.0.0.1:{Port}/")).ShouldBe(0).Out.ShouldContain("✓ up");
    }

    [Fact]
    public async Task Down_is_1_and_says_which_condition_is_missed()
    {
        var ran = (await _cli.RunAsync("check", $"http://127.0.0.1:{Port}/", "--assert", "[STATUS] == 200", "--assert", "[BODY] contains nowhere", "--assert", "[STATUS] == 201", "--json")).ShouldBe(1);
        ran.Json["assertions"]!.AsArray().Select(assertion => (bool?)assertion!["holds"]).ShouldBe([true, false, false]);
        ((string)ran.Json["error"]!["class"]!).ShouldBe("assertion");
    }

    [Fact]
    public async Task Other_kinds_are_checked_too()
    {
        (await _cli.RunAsync("check", $"tcp://127.0.0.1:{Port}")).ShouldBe(0);
        var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        (await _cli.RunAsync("check", $"tcp://127.0.0.1:{port}")).ShouldBe(1).Out.ShouldContain("refused");
        (await _cli.RunAsync("check", "dns://example.org", "--resolver", $"127.0.0.1:{port}", "--timeout", "2")).ShouldBe(1);
    }

    [Theory]
    [InlineData("Give https://", "ftp://example.org")]
    [InlineData("needs a port", "tcp://example.org")]
    [InlineData("is for dns", "https://example.org", "--type", "MX")]
    [InlineData("is no condition: column", "https://example.org", "--assert", "[STATUS] = 200")]
    [InlineData("#/timeoutSeconds", "https://example.org", "--timeout", "100")]
    [InlineData("'Name: value'", "https://example.org", "--header", "nothing")]
    public async Task What_cannot_be_checked_is_2_and_says_why(string why, params string[] arguments) => (await _cli.RunAsync(["check", .. arguments])).ShouldBe(2).Error.ShouldContain(why);

    [Fact]
    public void Phases_follow_each_other_as_bars_of_one_width()
    {
        var bars = CheckDrawing.Bars(new Timings(10, 10, 20, 40, 0)).Select(Spectre.Console.Markup.Remove).ToArray();

        bars.Select(bar => bar.Length).Distinct().ShouldHaveSingleItem();
        bars.Select(bar => (bar.IndexOf('█', StringComparison.Ordinal), bar.Count(c => c == '█'))).ShouldBe([(14, 5), (19, 5), (24, 10), (34, 20), (-1, 0)]);
        bars[3].ShouldEndWith("   40 ms");
    }

    public void Dispose()
    {
        _listener.Stop();
        _cli.Dispose();
    }

    private async Task AnswerAsync()
    {
        while (true)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                if (await stream.ReadAsync(new byte[4096]) == 0) continue;
                await stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"status\":\"ok\"}"));
            }
            catch (IOException)
            {
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
