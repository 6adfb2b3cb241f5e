using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;
using StatusHawk.Local.Stack;
using StatusHawk.Testing;

namespace StatusHawk.Azure.Tests;

/// <summary>A storage account for each region, by settings alone: two accounts of one Azurite.</summary>
public sealed class RegionAccountsTests : IAsyncLifetime
{
    private const string Home = "devstoreaccount1";
    private const string Own = "asiaaccount";

    // The emulator's published one.
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private static readonly string[] AllQueues =
        [Queues.Results, Queues.Urgent, Queues.Checks("eu"), Queues.Opinions("eu"), Queues.Checks("asia"), Queues.Opinions("asia"), Queues.Checks("asia-2"), Queues.Opinions("asia-2")];
    private LocalStack? _stack;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string HomeConnection => _stack!.Configuration()["HomeStorage"]!;
    private string OwnConnection => HomeConnection.Replace(Home, Own, StringComparison.Ordinal);

    public async ValueTask InitializeAsync()
    {
        _stack = await LocalStack.StartAsync(new StackOptions
        {
            Parts = StackParts.Azurite,
            Environment = new Dictionary<string, IReadOnlyDictionary<string, string>>
            {
                ["azurite"] = new Dictionary<string, string> { ["AZURITE_ACCOUNTS"] = $"{Home}:{Key};{Own}:{Key}" },
            },
        });
        foreach (var connection in new[] { HomeConnection, OwnConnection })
            foreach (var queue in AllQueues) await new QueueClient(connection, queue).CreateIfNotExistsAsync();
    }

    [Fact]
    public async Task A_regions_work_goes_to_its_account_and_all_else_home()
    {
        using var services = Services(("RegionStorage:asia", OwnConnection), ("RegionStorage:asia_2", OwnConnection));
        var queues = services.GetRequiredService<IMessageQueues>();
        foreach (var queue in AllQueues) await queues.SendAsync(queue, new { queue }, null, null, Token);

        (await HeldByAsync(OwnConnection)).ShouldBe([Queues.Checks("asia"), Queues.Opinions("asia"), Queues.Checks("asia-2"), Queues.Opinions("asia-2")], ignoreOrder: true);
        (await HeldByAsync(HomeConnection)).ShouldBe([Queues.Results, Queues.Urgent, Queues.Checks("eu"), Queues.Opinions("eu")], ignoreOrder: true);
    }

    [Fact]
    public async Task A_probe_finds_its_regions_queues_in_the_one_account_that_it_knows()
    {
        using var services = Services(("RegionStorage", OwnConnection));
        var queues = services.GetRequiredService<IMessageQueues>();
        foreach (var queue in new[] { Queues.Checks("eu"), Queues.Urgent }) await queues.SendAsync(queue, new { queue }, null, null, Token);

        (await HeldByAsync(OwnConnection)).ShouldBe([Queues.Checks("eu")]);
        (await HeldByAsync(HomeConnection)).ShouldBe([Queues.Urgent]);
    }

    [Fact]
    public async Task An_account_that_does_not_answer_holds_up_no_other_region()
    {
        await using var dead = FlakyTarget.Start();
        dead.Behave(Behaviour.Hang);
        using var services = Services(("RegionStorage:asia", $"DefaultEndpointsProtocol=http;AccountName={Own};AccountKey={Key};QueueEndpoint={dead.Url}{Own};"));
        var world = new PipelineWorld();
        await world.ChangeAsync(await world.AddMonitorAsync(regions: ["asia", "eu"]), monitor => monitor with { IntervalSeconds = 10 });
        var scheduling = new Scheduling(world.Monitors, world.Stores.Cursors, services.GetRequiredService<IMessageQueues>(), world.Clock);

        var running = scheduling.RunAsync(Token);
        while ((await new QueueClient(HomeConnection, Queues.Checks("eu")).GetPropertiesAsync(Token)).Value.ApproximateMessagesCount < 7) await Task.Delay(50, Token);
        running.IsCompleted.ShouldBeFalse();

        // The next run must not have to wait for longer than what is planned already lasts.
        (await running.WaitAsync(Planner.Horizon / 2, Token)).QueuesAway.ShouldBe([Queues.Checks("asia")]);
        (await world.Stores.Cursors.ReadAsync(Token)).ShouldNotBeNull();
        (await new Opinions(services.GetRequiredService<IMessageQueues>()).AskAsync(world.Monitors.All(), Slot.Of(world.Clock.GetUtcNow()), Opinions.Lifetime, Token)).ShouldBe(["asia"]);
        (await HeldByAsync(HomeConnection)).ShouldContain(Queues.Opinions("eu"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_stack is not null) await _stack.DisposeAsync();
    }

    private ServiceProvider Services(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?> { ["HomeStorage"] = HomeConnection };
        foreach (var (name, value) in settings) all[name] = value;
        return new ServiceCollection().AddStatusHawkQueues(new ConfigurationBuilder().AddInMemoryCollection(all).Build()).BuildServiceProvider();
    }

    /// <summary>The queues of an account that hold a message, visible or not.</summary>
    private static async Task<IReadOnlyList<string>> HeldByAsync(string connection)
    {
        var held = new List<string>();
        foreach (var queue in AllQueues)
            if ((await new QueueClient(connection, queue).GetPropertiesAsync(Token)).Value.ApproximateMessagesCount > 0) held.Add(queue);
        return held;
    }
}
