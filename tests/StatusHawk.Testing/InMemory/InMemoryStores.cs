using Microsoft.Extensions.DependencyInjection;
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
using StatusHawk.Core.Watching;

namespace StatusHawk.Testing.InMemory;

/// <summary>All stores and queues in memory, over one journal.</summary>
public sealed class InMemoryStores
{
    public InMemoryStores()
    {
        Claims = new(Journal);
        Monitors = new(Journal);
        Shards = new(Journal);
        Live = new(Journal);
        Log = new(Journal);
        Workspaces = new(Journal);
        Users = new(Journal);
        Members = new(Journal);
        Invitations = new(Journal);
        IdempotentRequests = new(Journal);
        TestAnswers = new(Journal);
        Sessions = new(Journal, nameof(Sessions));
        Tickets = new(Journal, nameof(Tickets));
        Attempts = new(Journal, nameof(Attempts));
        StatusPages = new(Journal);
        Pages = new(Journal);
        Queues = new(Journal);
        Cursors = new(Journal);
        Incidents = new(Journal);
        OpenIncidents = new(Journal);
        Channels = new(Journal);
        Deliveries = new(Journal);
        History = new(Journal);
        Progress = new(Journal);
        Uptime = new(Journal);
        Removals = new(Journal);
        Audit = new(AuditJournal);
        Data = new(this);
    }

    public StoreJournal Journal { get; } = new();

    /// <summary>The audit log's own: what a request writes is told apart from what is written about it.</summary>
    public StoreJournal AuditJournal { get; } = new();
    public InMemoryKeyClaims Claims { get; }
    public InMemoryMonitorStore Monitors { get; }
    public InMemoryShardStore Shards { get; }
    public InMemoryLiveStore Live { get; }
    public InMemoryCheckLog Log { get; }
    public InMemoryWorkspaceStore Workspaces { get; }
    public InMemoryUserStore Users { get; }
    public InMemoryMemberStore Members { get; }
    public InMemoryInvitationStore Invitations { get; }
    public InMemoryIdempotentRequests IdempotentRequests { get; }
    public InMemoryTestAnswers TestAnswers { get; }
    public InMemoryExpiringStore<Session> Sessions { get; }
    public InMemoryExpiringStore<Ticket> Tickets { get; }
    public InMemoryExpiringStore<Attempts> Attempts { get; }
    public InMemoryStatusPageStore StatusPages { get; }
    public InMemoryPageStore Pages { get; }
    public InMemoryMessageQueues Queues { get; }
    public InMemoryCursorStore Cursors { get; }
    public InMemoryIncidentStore Incidents { get; }
    public InMemoryOpenIncidents OpenIncidents { get; }
    public InMemoryChannelStore Channels { get; }
    public InMemoryDeliveryLedger Deliveries { get; }
    public InMemoryHistoryStore History { get; }
    public InMemoryHistoryProgress Progress { get; }
    public InMemoryUptimeLedger Uptime { get; }
    public InMemoryRemovals Removals { get; }
    public InMemoryAuditLog Audit { get; }
    public InMemoryWorkspaceData Data { get; }

    /// <summary>A new reader of the monitors' changes.</summary>
    public InMemoryFeed<Monitor> MonitorFeed() => Monitors.Feed();

    /// <summary>A new reader of the status pages' changes.</summary>
    public InMemoryFeed<StatusPage> StatusPageFeed() => StatusPages.Feed();

    /// <summary>A new reader of the live states' changes.</summary>
    public InMemoryFeed<LiveState> LiveFeed() => Live.Feed();

    /// <summary>Registers what an app gets from its real stores, its queues, and a clock.</summary>
    public void AddTo(IServiceCollection services, TimeProvider clock)
    {
        services.AddSingleton(clock);
        services.AddSingleton<IMessageQueues>(Queues);
        services.AddSingleton<IQueueDepths>(Queues);
        AddStoresTo(services);
    }

    /// <summary>Registers what an app gets from its real stores; its queues and its clock stay as they are.</summary>
    public void AddStoresTo(IServiceCollection services)
    {
        services.AddSingleton<IKeyClaims>(Claims);
        services.AddSingleton<IMonitorStore>(Monitors);
        services.AddSingleton<IShardStore>(Shards);
        services.AddSingleton<ILiveStore>(Live);
        services.AddSingleton<ICheckLog>(Log);
        services.AddSingleton<IWorkspaceStore>(Workspaces);
        services.AddSingleton<IUserStore>(Users);
        services.AddSingleton<IMemberStore>(Members);
        services.AddSingleton<IInvitationStore>(Invitations);
        services.AddSingleton<IIdempotentRequests>(IdempotentRequests);
        services.AddSingleton<ITestAnswers>(TestAnswers);
        services.AddSingleton<IExpiringStore<Session>>(Sessions);
        services.AddSingleton<IExpiringStore<Ticket>>(Tickets);
        services.AddSingleton<IExpiringStore<Attempts>>(Attempts);
        services.AddSingleton<IRemovals>(Removals);
        services.AddSingleton<IWorkspaceData>(Data);
        services.AddSingleton<IStatusPageStore>(StatusPages);
        services.AddSingleton<IPageStore>(Pages);
        services.AddSingleton<ICursorStore>(Cursors);
        services.AddSingleton<IIncidentStore>(Incidents);
        services.AddSingleton<IOpenIncidents>(OpenIncidents);
        services.AddSingleton<IChannelStore>(Channels);
        services.AddSingleton<IDeliveryLedger>(Deliveries);
        services.AddSingleton<IHistoryStore>(History);
        services.AddSingleton<IHistoryProgress>(Progress);
        services.AddSingleton<IUptimeLedger>(Uptime);
        services.AddSingleton<IAuditLog>(Audit);
        services.AddTransient<IChangeFeed<Monitor>>(_ => MonitorFeed());
        services.AddTransient<IChangeFeed<LiveState>>(_ => LiveFeed());
        services.AddTransient<IChangeFeed<StatusPage>>(_ => StatusPageFeed());
    }
}
