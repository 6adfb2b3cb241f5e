using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using StatusHawk.Local.Data;
using StatusHawk.Local.Ports;

namespace StatusHawk.EndToEnd.LocalStacks;

public sealed class UpTests : IDisposable
{
    private readonly DataFolder _data = DataFolder.Temporary();
    private readonly PortBlock _ports = PortBlock.Reserve();
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false });

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task It_starts_everything_seeds_one_monitor_and_ends_all_of_it_on_a_signal(string signal)
    {
        await using var up = await UpProcess.StartAsync(_data, _ports.Base);
        var parts = up.Parts;
        parts.Count.ShouldBe(7);

        var monitor = (await MonitorsAsync(up)).ShouldHaveSingleItem();
        monitor["http"]!["url"]!.GetValue<string>().ShouldStartWith(up.Environment["TARGET_URL"]);
        (await _client.GetStringAsync(up.Environment["STATUS_URL"])).ShouldContain("Demo status");
        (await _client.GetStringAsync(up.Environment["TARGET_URL"])).ShouldContain("Demo shop");

        var (exitCode, output) = await up.EndAsync(signal);

        exitCode.ShouldBe(0);
        output.ShouldContain("ready in");
        output.ShouldContain(up.Environment["API_KEY"]);
        parts.ShouldAllBe(part => !part.IsRunning());
    }

    [Fact]
    public async Task A_second_start_finds_what_the_first_left_and_a_deleted_demo_stays_deleted()
    {
        IReadOnlyDictionary<string, string> first;
        await using (var up = await UpProcess.StartAsync(_data, _ports.Base))
        {
            first = up.Environment;
        }

        await using (var up = await UpProcess.StartAsync(_data, _ports.Base))
        {
            up.Environment.ShouldBe(first, ignoreOrder: true);
            var monitor = (await MonitorsAsync(up)).ShouldHaveSingleItem();
            using var deletion = Request(up, HttpMethod.Delete, "/" + monitor["id"]!.GetValue<string>());
            (await _client.SendAsync(deletion)).EnsureSuccessStatusCode();
        }

        await using (var up = await UpProcess.StartAsync(_data, _ports.Base))
        {
            (await MonitorsAsync(up)).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task The_demo_monitor_follows_its_target_to_other_ports()
    {
        await using (await UpProcess.StartAsync(_data, _ports.Base)) { }
        using var others = PortBlock.Reserve();

        await using var up = await UpProcess.StartAsync(_data, others.Base);

        (await MonitorsAsync(up)).ShouldHaveSingleItem()["http"]!["url"]!.GetValue<string>().ShouldStartWith(up.Environment["TARGET_URL"]);
    }

    [Fact]
    public async Task When_it_is_killed_its_parts_do_not_stay()
    {
        await using var up = await UpProcess.StartAsync(_data, _ports.Base);
        var parts = up.Parts;

        (await up.EndAsync("KILL")).ExitCode.ShouldBe(128 + 9);

        await Eventually.BecomesTrueAsync(() => !parts.Any(part => part.IsRunning()), "the leash has ended every part");
        await Eventually.BecomesTrueAsync(() => !File.Exists(_data.ProcessesPath), "the leash has said so");
    }

    public void Dispose()
    {
        _client.Dispose();
        _ports.Dispose();
        Directory.Delete(_data.Path, recursive: true);
    }

    private async Task<IReadOnlyList<JsonNode>> MonitorsAsync(UpProcess up)
    {
        using var request = Request(up, HttpMethod.Get, "");
        using var response = await _client.SendAsync(request);
        var list = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>();
        return [.. list!["items"]!.AsArray().Select(m => m!)];
    }

    private static HttpRequestMessage Request(UpProcess up, HttpMethod method, string path) =>
        new(method, $"{up.Environment["API_URL"]}/api/v1/workspaces/{up.Environment["WORKSPACE_ID"]}/monitors{path}")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", up.Environment["API_KEY"]) },
        };
}
