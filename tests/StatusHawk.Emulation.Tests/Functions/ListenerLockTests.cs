using Microsoft.Azure.Functions.Worker;
using StatusHawk.Emulation.Functions.Singletons;

namespace StatusHawk.Emulation.Tests.Functions;

public class ListenerLockTests(Azurite azurite)
{
    [Fact]
    public async Task A_timer_runs_in_one_process_of_an_app_and_passes_on_when_that_stops()
    {
        await azurite.ReadyAsync();
        var settings = FunctionApp.Settings(azurite);
        await using var first = await FunctionApp.StartAsync([typeof(Ticking)], settings);
        await first.Recorder.SeesAsync("tick");
        await using var second = await FunctionApp.StartAsync([typeof(Ticking)], settings);

        await first.Recorder.SeesAsync("tick", 8);
        second.Recorder.Entries.ShouldBeEmpty();
        await first.StopAsync();

        var ticks = first.Recorder.Entries.Count;
        await second.Recorder.SeesAsync("tick");
        first.Recorder.Entries.Count.ShouldBe(ticks);
    }

    [Fact]
    public async Task Timers_of_different_apps_do_not_wait_for_each_other()
    {
        await azurite.ReadyAsync();
        await using var first = await FunctionApp.StartAsync([typeof(Ticking)], FunctionApp.Settings(azurite));
        await using var second = await FunctionApp.StartAsync([typeof(Ticking)], FunctionApp.Settings(azurite));

        await first.Recorder.SeesAsync("tick");
        await second.Recorder.SeesAsync("tick");
    }

    [Fact]
    public async Task A_killed_holder_keeps_the_lock_until_it_expires()
    {
        await azurite.ReadyAsync();
        var settings = FunctionApp.Settings(azurite);
        using var blobs = new HostBlobs(StorageAccount.Parse(azurite.ConnectionString));
        var path = $"locks/{settings["AzureFunctionsWebHost:hostid"]}/Host.Functions.Ticking.Listener";
        var killed = await blobs.TryLeaseAsync(path, TimeSpan.FromSeconds(15), CancellationToken.None);

        await using var app = await FunctionApp.StartAsync([typeof(Ticking)], settings);

        await Task.Delay(TimeSpan.FromSeconds(3));
        app.Recorder.Entries.ShouldBeEmpty();
        await app.Recorder.SeesAsync("tick");
        (await blobs.RenewAsync(path, killed!, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_lock_that_is_lost_stops_the_work_until_it_is_held_again()
    {
        await azurite.ReadyAsync();
        using var blobs = new HostBlobs(StorageAccount.Parse(azurite.ConnectionString));
        var path = $"locks/{Guid.NewGuid():N}/Lost";
        var options = new SingletonOptions(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(15));
        var recorder = new Recorder();
        using var stopping = new CancellationTokenSource();
        var listenerLock = new ListenerLock(
            blobs, path, options, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<ListenerLock>.Instance);
        var running = listenerLock.RunHoldingAsync(
            async stop =>
            {
                recorder.Add("works");
                await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                recorder.Add("stopped");
            },
            stopping.Token);
        await recorder.SeesAsync("works");

        await BreakAsync(path);

        await recorder.SeesAsync("stopped");
        await recorder.SeesAsync("works", 2);
        await stopping.CancelAsync();
        await running;
        recorder.Entries.ShouldBe(["works", "stopped", "works", "stopped"]);
    }

    [Fact]
    public async Task Only_one_of_many_gets_a_lease_and_it_can_be_released()
    {
        await azurite.ReadyAsync();
        using var blobs = new HostBlobs(StorageAccount.Parse(azurite.ConnectionString));
        var path = $"locks/{Guid.NewGuid():N}/Contested";
        var period = TimeSpan.FromSeconds(60);

        var leases = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => blobs.TryLeaseAsync(path, period, CancellationToken.None)));

        var held = leases.Where(lease => lease is not null).ShouldHaveSingleItem()!;
        (await blobs.RenewAsync(path, held, CancellationToken.None)).ShouldBeTrue();
        await blobs.ReleaseAsync(path, held, CancellationToken.None);
        (await blobs.TryLeaseAsync(path, period, CancellationToken.None)).ShouldNotBeNull();
    }

    private async Task BreakAsync(string path)
    {
        var account = StorageAccount.Parse(azurite.ConnectionString);
        using var request = new HttpRequestMessage(
            HttpMethod.Put, $"{account.BlobEndpoint.AbsoluteUri}/azure-webjobs-hosts/{path}?comp=lease");
        request.Headers.Add("x-ms-version", "2021-12-02");
        request.Headers.Add("x-ms-lease-action", "break");
        request.Headers.Add("x-ms-lease-break-period", "0");
        request.Content = new ByteArrayContent([]);
        SharedKeySignature.Sign(request, account, TimeProvider.System.GetUtcNow());
        (await FunctionApp.Http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    public sealed class Ticking(Recorder recorder)
    {
        [Function("Ticking")]
        public void Run([TimerTrigger("00:00:00.2")] TimerInfo timer) => recorder.Add("tick");
    }
}
