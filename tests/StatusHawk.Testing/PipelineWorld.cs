using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.StatusPages;
using StatusHawk.Core.Uptime;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Testing;

/// <summary>All that Pipeline is made of, over stores in memory and a clock that stands. A new one over the same stores is a process that started again.</summary>
public sealed class PipelineWorld
{
    public const string Workspace = "ws_aaaaaaaaaaaaaaaa";
    public const string Shard = "shd_aaaaaaaaaaaaaaaa";

    public PipelineWorld(InMemoryStores? stores = null, ManualClock? clock = null, SelfCall? self = null)
    {
        Self = self ?? new SelfCall(new HttpClient(), "", TimeProvider.System);
        Clock = clock ?? new ManualClock();
        Stores = stores ?? new InMemoryStores();
        Stores.OpenIncidents.Clock = Clock;
        Monitors = new MonitorDirectory(Stores.MonitorFeed(), Stores.Monitors, Clock);
        View = new LiveView(Stores.LiveFeed(), Clock);
        Evaluation = new Evaluation(Stores.Log, Stores.Live, View, Monitors, Self, Verdicts, Retrying, Clock);
        Publication = new Publication(Stores.Workspaces, Stores.StatusPages, Stores.Monitors, Stores.Live, Stores.Incidents, Stores.Pages, Retrying, Clock);
        Recording = new Recording(
            Stores.Log, Freshness, Abilities, Judged, Monitors, View, Evaluation, new LateRounds(Monitors, Stores.Queues, Verdicts, new UptimeOptions(), Clock),
            new DeletedWorkspaces(Stores.Removals, Clock), Stores.Queues, Retrying, Verdicts, Rounds, Clock);
        Scheduling = new Scheduling(Monitors, Stores.Cursors, Stores.Queues, Clock);
        Opening = new Opening(Stores.Live, View, Monitors, Stores.Incidents, Stores.OpenIncidents, Stores.Queues, Incidents, Retrying, Clock);
        Following = new Following(Stores.Incidents, Monitors, Evaluation, Stores.Live, View, Stores.Queues, Incidents, Verdicts, Retrying, Clock);
        Confirmation = new Confirmation(Monitors, View, Evaluation, new Opinions(Stores.Queues), Verdicts);
        Outstanding = new Outstanding(Stores.Incidents, Stores.Channels, Stores.Deliveries, Retrying, Clock);
        Aftercare = new Aftercare(Stores.OpenIncidents, Stores.Incidents, Stores.Live, Monitors, Outstanding, Clock);
        Watchdog = new Watchdog(Monitors, View, Freshness, Evaluation, Publication, Abilities, Aftercare, Stores.StatusPageFeed(), Stores.Pages, Verdicts, Clock);
        ShardHistory = new ShardHistory(Stores.Log, new MonitorLogs(Stores.Log, Verdicts), Stores.History, Monitors, Self, Verdicts);
        Compaction = new Compaction(
            ShardHistory, Stores.History, Monitors, new Retention(Stores.Workspaces, new UptimeOptions()), new Ledger(Stores.Uptime, Stores.History, Stores.Incidents, Clock), Stores.Queues, Retrying, Clock);
        Summaries = new Summaries(Monitors, Stores.Progress, Stores.Queues, Clock);
        Removing = new Removing(
            Stores.Workspaces, Stores.Removals, Stores.Monitors, Stores.Channels, Stores.StatusPages, Stores.Pages, Stores.Data, Removal, Clock);
        Changes = new MonitorChanges(Monitors, View, new Opinions(Stores.Queues), Evaluation, Publication, Clock);
    }

    public InMemoryStores Stores { get; }
    public ManualClock Clock { get; }
    public VerdictOptions Verdicts { get; } = new();
    public IncidentOptions Incidents { get; } = new();

    /// <summary>No look waits for others of its shard, unless a test says how long.</summary>
    public RecordingOptions Rounds { get; } = new() { LooksApart = TimeSpan.Zero };

    /// <summary>Its pauses are over at once.</summary>
    public Retrying Retrying { get; } = new(new HastyClock());
    public RecordedOrchestrations Orchestrations { get; } = new();
    public RegionFreshness Freshness { get; } = new();
    public RegionAbilities Abilities { get; } = new();
    public JudgedObservations Judged { get; } = new();

    /// <summary>Nobody calls here unless a test gives it an address.</summary>
    public SelfCall Self { get; }
    public MonitorDirectory Monitors { get; }
    public LiveView View { get; }
    public Evaluation Evaluation { get; }
    public Publication Publication { get; }
    public Recording Recording { get; }
    public Scheduling Scheduling { get; }
    public Opening Opening { get; }
    public Following Following { get; }
    public Confirmation Confirmation { get; }
    public Outstanding Outstanding { get; }
    public Aftercare Aftercare { get; }
    public Watchdog Watchdog { get; }
    public ShardHistory ShardHistory { get; }
    public Compaction Compaction { get; }
    public Summaries Summaries { get; }
    public RemovalOptions Removal { get; } = new();
    public Removing Removing { get; }
    public MonitorChanges Changes { get; }

    public PipelineWorld Restarted() => new(Stores, Clock, Self);

    /// <summary>A monitor checked every minute from three regions.</summary>
    public async Task<Monitor> AddMonitorAsync(string? id = null, string shard = Shard, params string[] regions)
    {
        var monitor = new Monitor
        {
            Id = id ?? Ids.New(Ids.Monitor),
            WorkspaceId = Workspace,
            Name = "Shop",
            Kind = MonitorKind.Http,
            Http = new HttpTarget { Url = "https://example.com/" },
            Regions = regions.Length > 0 ? regions : ["asia", "eu", "us"],
            Shard = shard,
            CreatedAt = Clock.GetUtcNow(),
            UpdatedAt = Clock.GetUtcNow(),
        };
        await Stores.Monitors.CreateAsync(monitor, default);
        return monitor;
    }

    public async Task AddPageAsync()
    {
        var page = new StatusPage
        {
            Id = "page_aaaaaaaaaaaaaaaa",
            WorkspaceId = Workspace,
            Slug = "acme",
            Title = "Acme",
            CreatedAt = Clock.GetUtcNow(),
            UpdatedAt = Clock.GetUtcNow(),
        };
        await Stores.StatusPages.TryWriteAsync(page, null, default);
    }

    public async Task ChangeAsync(Monitor monitor, Func<Monitor, Monitor> change)
    {
        var stored = await Stores.Monitors.ReadAsync(monitor.WorkspaceId, monitor.Id, default);
        await Stores.Monitors.TryReplaceAsync(change(stored!.Value) with { UpdatedAt = Clock.GetUtcNow() }, stored.ETag, default);
    }

    public async Task DeleteAsync(Monitor monitor)
    {
        var stored = await Stores.Monitors.ReadAsync(monitor.WorkspaceId, monitor.Id, default);
        await Stores.Monitors.TryDeleteAsync(stored!.Value, stored.ETag, default);
    }

    /// <summary>A round of the present second; a letter for each monitor: u(p), d(own), g (degraded), i(nconclusive).</summary>
    public LogEntry Round(string region, string words, params Monitor[] monitors) => new()
    {
        Kind = EntryKind.Round,
        Shard = monitors[0].Shard,
        WorkspaceId = Workspace,
        Slot = Slot.Of(Clock.GetUtcNow()),
        Region = region,
        Results = [.. monitors.Zip(words, (monitor, word) => Result(monitor, word))],
    };

    public LogEntry Lone(EntryKind kind, string region, char word, Monitor monitor) => Round(region, $"{word}", monitor) with { Kind = kind };

    /// <summary>Takes in a message with these entries.</summary>
    public Task RecordAsync(params LogEntry[] entries) => Recording.RecordAsync(new ResultsMessage { Entries = entries }, Orchestrations, default);

    /// <summary>All of a monitor's regions find the same at the present second.</summary>
    public Task RecordAllAsync(char word, Monitor monitor) => RecordAsync([.. monitor.Regions.Select(region => Round(region, $"{word}", monitor))]);

    /// <summary>An outage that has lasted for long enough to be believed: in the next two minutes all regions find it.</summary>
    public async Task BreakAsync(Monitor monitor)
    {
        for (var slot = 0; slot < 2; slot++)
        {
            Clock.Advance(TimeSpan.FromSeconds(60));
            await RecordAllAsync('d', monitor);
        }
    }

    /// <summary>In the next minutes all regions find it up, for as many slots as a recovery takes.</summary>
    public async Task MendAsync(Monitor monitor)
    {
        for (var slot = 0; slot < Verdicts.RecoverAfter; slot++)
        {
            Clock.Advance(TimeSpan.FromSeconds(60));
            await RecordAllAsync('u', monitor);
        }
    }

    /// <summary>The watchdog's minute.</summary>
    public Task WatchAsync() => Watchdog.RunAsync(Orchestrations, default);

    public async Task<LiveState?> LiveAsync(Monitor monitor) => (await Stores.Live.ReadAsync(monitor.WorkspaceId, monitor.Id, default))?.Value;

    public async Task<Verdict?> VerdictAsync(Monitor monitor) => (await LiveAsync(monitor))?.Verdict;

    private static CheckResult Result(Monitor monitor, char word) => new()
    {
        MonitorId = monitor.Id,
        Outcome = word switch { 'u' => Outcome.Up, 'g' => Outcome.Degraded, 'd' => Outcome.Down, _ => Outcome.Inconclusive },
        Evidence = word == 'u' ? null : new Evidence { Error = ErrorClass.Refused, Message = "Nothing listens." },
    };
}
