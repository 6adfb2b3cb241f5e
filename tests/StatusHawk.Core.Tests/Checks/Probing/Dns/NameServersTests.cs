using System.Net;
using StatusHawk.Core.Checks.Probing.Dns;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Checks.Probing.Dns;

public sealed class NameServersTests
{
    [Theory]
    [InlineData("1.1.1.1", "1.1.1.1", 53)]
    [InlineData("1.1.1.1:5353", "1.1.1.1", 5353)]
    [InlineData("[2606:4700::1111]:53", "2606:4700::1111", 53)]
    [InlineData("[2606:4700::1111]", "2606:4700::1111", 53)]
    [InlineData("2606:4700::1111", "2606:4700::1111", 53)]
    [InlineData("::1", "::1", 53)]
    public void A_server_is_read_as_users_write_it(string text, string address, int port)
    {
        NameServers.TryParse(text, out var endpoint).ShouldBeTrue();
        endpoint.ShouldBe(new IPEndPoint(IPAddress.Parse(address), port));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.1")]
    [InlineData("010.1.1.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("1.1.1.1:")]
    [InlineData("1.1.1.1:0")]
    [InlineData("1.1.1.1:65536")]
    [InlineData("1.1.1.1:-1")]
    [InlineData("1.1.1.1: 53")]
    [InlineData("1.1.1.1:53:53")]
    [InlineData("[1.1.1.1]:53")]
    [InlineData("[::1")]
    [InlineData("[::1]53")]
    [InlineData("[::1]:")]
    [InlineData("[[::1]]:53")]
    [InlineData("[")]
    [InlineData("[]")]
    [InlineData("fe80::1%1")]
    [InlineData("dns.google")]
    [InlineData(" 1.1.1.1")]
    public void What_is_no_server_is_refused(string? text)
    {
        NameServers.TryParse(text, out var endpoint).ShouldBeFalse();
        endpoint.ShouldBeNull();
    }

    [Fact]
    public void The_first_three_servers_of_the_file_count_and_what_cannot_be_read_does_not()
    {
        const string Text = """
            # nameserver 9.9.9.9
            ; nameserver 9.9.9.9
            search example.com
            nameserver
            nameserver nonsense
            nameservers 9.9.9.9
              nameserver	192.0.2.1   # the first
            options ndots:5
            nameserver fe80::1%no-such-interface
            nameserver 2001:db8::1
            nameserver 192.0.2.4
            """;

        NameServers.Parse(Text.Replace("\n", "\r\n", StringComparison.Ordinal)).Select(server => server.ToString())
            .ShouldBe(["192.0.2.1:53", "[fe80::1]:53", "[2001:db8::1]:53"]);
    }

    [Fact]
    public async Task The_file_is_read_again_after_30_seconds_and_not_before()
    {
        var clock = new ManualClock();
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "nameserver 192.0.2.1\n");
            var servers = new NameServers(clock, path);
            servers.Current().Single().Address.ToString().ShouldBe("192.0.2.1");

            await File.WriteAllTextAsync(path, "nameserver 192.0.2.2\n");
            clock.Advance(TimeSpan.FromSeconds(29));
            servers.Current().Single().Address.ToString().ShouldBe("192.0.2.1");
            clock.Advance(TimeSpan.FromSeconds(1));
            servers.Current().Single().Address.ToString().ShouldBe("192.0.2.2");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_machine_without_the_file_is_asked_for_those_of_its_networks() =>
        new NameServers(new ManualClock(), "/no/such/file").Current().Count.ShouldBeLessThanOrEqualTo(NameServers.Max);
}
