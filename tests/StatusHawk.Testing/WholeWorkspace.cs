using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.StatusPages;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Testing;

/// <summary>A workspace that has something of everything, in any stores, and what is left of it there.</summary>
public sealed class WholeWorkspace
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly IServiceProvider _stores;

    private WholeWorkspace(IServiceProvider stores, string? id)
    {
        _stores = stores;
        Id = id ?? Ids.New(Ids.Workspace);
        Token = ApiKeyToken.New(Id);
        Slug = Ids.Random(20);
        FormerSlug = Ids.Random(20);
    }

    public string Id { get; }
    public ApiKeyToken Token { get; }
    public string Slug { get; }
    public string FormerSlug { get; }

    /// <summary>It has moved from <see cref="FormerShard"/> to <see cref="Shard"/>.</summary>
    public string Monitor { get; } = Ids.New(Ids.Monitor);

    /// <summary>It was deleted so long ago that its tombstone is gone.</summary>
    public string OldMonitor { get; } = Ids.New(Ids.Monitor);
    public string Shard { get; private set; } = "";
    public string FormerShard { get; private set; } = "";

    /// <summary>No monitor is in it any more, or remembers it.</summary>
    public string EmptyShard { get; private set; } = "";
    public string Channel { get; } = Ids.New(Ids.Channel);
    public string Incident { get; } = Ids.New(Ids.Incident);
    public string Test { get; } = Ids.New(Ids.Test);

    /// <param name="stores">Where.</param>
    /// <param name="id">Its id; null: a new one.</param>
    /// <param name="url">What its monitor watches.</param>
    public static async Task<WholeWorkspace> FillAsync(IServiceProvider stores, string? id = null, string url = "https://example.com/")
    {
        var whole = new WholeWorkspace(stores, id);
        await whole.FillAccountAsync();
        await whole.FillMonitorsAsync(url);
        await whole.FillIncidentsAsync();
        await whole.FillHistoryAsync();
        return whole;
    }

    /// <summary>Deletes it as Api does.</summary>
    public async Task DeleteAsync(DateTimeOffset now)
    {
        await Get<IRemovals>().MarkAsync(new() { WorkspaceId = Id, MarkedAt = now }, default);
        var stored = (await Get<IWorkspaceStore>().ReadForChangeAsync(Id, default))!;
        if (!await Get<IWorkspaceStore>().TryReplaceAsync(stored.Value with { DeletedAt = now }, stored.ETag, default)) throw new InvalidOperationException("Somebody else wrote.");
    }

    /// <summary>What can still be read of it, the workspace itself apart.</summary>
    public async Task<IReadOnlyList<string>> LeftAsync()
    {
        var (data, history, day) = (Get<IWorkspaceData>(), Get<IHistoryStore>(), Slot.Of(Noon.Date));
        var left = new List<string>();
        Add("membership", (await Get<IMemberStore>().ListAsync(Id, default)).FirstOrDefault());
        Add("invitation", (await Get<IInvitationStore>().ListAsync(Id, default)).FirstOrDefault());
        Add("audit", (await Get<IAuditLog>().ListAsync(new(Id, Noon.AddDays(-1), Noon.AddDays(1), null, 1), default)).FirstOrDefault());
        Add("key", await Get<IWorkspaceStore>().ReadKeyAsync(Id, Token.KeyId, default));
        Add("claim", await Get<IKeyClaims>().ReadAsync(Id, KeyedKind.Monitor, "shop", default));
        Add("monitor", await Get<IMonitorStore>().ReadAsync(Id, Monitor, default));
        Add("channel", await Get<IChannelStore>().ReadAsync(Id, Channel, default));
        Add("page", await Get<IStatusPageStore>().ReadAsync(Id, default));
        foreach (var slug in new[] { Slug, FormerSlug }) Add("snapshot", await Get<IPageStore>().ReadAsync(slug, default));
        Add("live", (await Get<ILiveStore>().ListAsync(Id, default)).FirstOrDefault());
        Add("incident", (await Get<IIncidentStore>().ListAsync(Id, DateTimeOffset.MinValue, 1, default)).FirstOrDefault());
        Add("open", (await Get<IOpenIncidents>().ListAsync(default)).FirstOrDefault(mark => mark.WorkspaceId == Id));
        foreach (var incident in new[] { Incident, Test }) Add("delivery", (await Get<IDeliveryLedger>().ListAsync(incident, default)).FirstOrDefault());
        foreach (var shard in new[] { Shard, FormerShard, EmptyShard }) Add("log", (await Get<ICheckLog>().ReadAsync(shard, new Slot(0), default)).FirstOrDefault());
        foreach (var span in new[] { RollUpSpan.Hour, RollUpSpan.Day })
        {
            foreach (var monitor in new[] { Monitor, OldMonitor }) Add("history", await history.ReadAsync(monitor, span, day, default));
            Add("overview", (await history.ListOverviewsAsync(Id, span, default)).FirstOrDefault());
        }

        foreach (var monitor in new[] { Monitor, OldMonitor }) Add("uptime", (await Get<IUptimeLedger>().ListAsync(monitor, new Slot(0), day + TimeSpan.FromDays(9), default)).FirstOrDefault());
        left.AddRange((await data.ListShardsAsync(Id, default)).Select(_ => "shard"));
        left.AddRange((await data.ListMonitorsAsync(Id, default)).Select(_ => "member"));
        return left;

        void Add(string what, object? found)
        {
            if (found is not null) left.Add(what);
        }
    }

    /// <summary>A round of one of its shards.</summary>
    public LogEntry Round(string shard, int second = 0, Outcome outcome = Outcome.Up) => new()
    {
        Kind = EntryKind.Round,
        Shard = shard,
        WorkspaceId = Id,
        Slot = Slot.Of(Noon.AddSeconds(second)),
        Region = "eu",
        Results = [new CheckResult { MonitorId = Monitor, Outcome = outcome, Evidence = outcome == Outcome.Up ? null : new Evidence { Error = ErrorClass.Refused, Message = "Nothing listens." } }],
    };

    private T Get<T>() where T : notnull => _stores.GetRequiredService<T>();

    private async Task FillAccountAsync()
    {
        await Get<IWorkspaceStore>().TryCreateAsync(new() { Id = Id, Name = "Acme", CreatedAt = Noon }, default);
        await Get<IWorkspaceStore>().TryCreateKeyAsync(new() { Id = Token.KeyId, WorkspaceId = Id, Name = "First", CreatedAt = Noon }, default);
        await Get<IMemberStore>().TryCreateAsync(new() { WorkspaceId = Id, UserId = Ids.New(Ids.User), Role = Role.Editor, JoinedAt = Noon }, default);
        var invitation = new Invitation
        {
            Id = Invitation.IdOf(Id, "kim@example.com"),
            WorkspaceId = Id,
            Email = "kim@example.com",
            Role = Role.Viewer,
            TokenHash = InvitationToken.New(Id).Hash,
            InvitedBy = "Ada",
            CreatedAt = Noon,
            ExpiresAt = Noon + Invitation.Lifetime,
        };
        await Get<IInvitationStore>().PutAsync(invitation, default);
        var change = new AuditEntry
        {
            Id = Ids.New(Ids.Audit),
            Of = Id,
            At = Noon,
            Action = "CreateKey",
            Caller = new(AuditCallerKind.Person, "usr_aaaaaaaaaaaaaaaa", "Kim"),
            Target = new Dictionary<string, string>(),
        };
        await Get<IAuditLog>().AddAsync(change, default);
        await Get<IChannelStore>().CreateAsync(
            new() { Id = Channel, WorkspaceId = Id, Name = "On call", Kind = ChannelKind.Email, Email = new EmailSettings { To = ["a@example.com"] }, CreatedAt = Noon, UpdatedAt = Noon }, default);
        var page = new StatusPage { Id = Ids.New(Ids.Page), WorkspaceId = Id, Slug = Slug, PreviousSlug = FormerSlug, Title = "Acme", CreatedAt = Noon, UpdatedAt = Noon };
        await Get<IStatusPageStore>().TryWriteAsync(page, null, default);
        foreach (var slug in new[] { Slug, FormerSlug })
            await Get<IPageStore>().TryWriteAsync(PageSnapshots.Of(page with { Slug = slug }, [], [], [], previous: null, Noon), null, default);
    }

    private async Task FillMonitorsAsync(string url)
    {
        var shards = Get<IShardStore>();
        EmptyShard = await shards.TakePlaceAsync(Id, OldMonitor, 30, ["eu"], default);
        await shards.LeavePlaceAsync(Id, OldMonitor, EmptyShard, default);
        FormerShard = await shards.TakePlaceAsync(Id, Monitor, 10, ["eu"], default);
        await shards.LeavePlaceAsync(Id, Monitor, FormerShard, default);
        Shard = await shards.TakePlaceAsync(Id, Monitor, 60, ["eu"], default);
        await Get<IKeyClaims>().TryWriteAsync(new() { WorkspaceId = Id, Kind = KeyedKind.Monitor, Key = "shop", Holder = Monitor, ClaimedAt = Noon }, null, default);
        await Get<IMonitorStore>().CreateAsync(
            new()
            {
                Id = Monitor,
                WorkspaceId = Id,
                Name = "Shop",
                Key = "shop",
                Kind = MonitorKind.Http,
                Http = new HttpTarget { Url = url },
                Regions = ["eu"],
                Shard = Shard,
                FormerPlaces = [new FormerPlace(FormerShard, 10, ["eu"], Noon)],
                CreatedAt = Noon.AddDays(-1),
                UpdatedAt = Noon,
            },
            default);
        foreach (var shard in new[] { EmptyShard, FormerShard, Shard })
        {
            for (var second = 0; second < 180; second += 60) await Get<ICheckLog>().AppendAsync(Round(shard, second), default);
        }

        var live = new LiveState
        {
            MonitorId = Monitor,
            WorkspaceId = Id,
            Verdict = Verdict.Down,
            Since = Noon,
            Votes = new Dictionary<string, LiveVote> { ["eu"] = new(VoteValue.Down, Noon) },
            Episode = 1,
            EpisodeSince = Noon,
            IncidentId = Incident,
        };
        await Get<ILiveStore>().TryWriteAsync(live, null, default);
    }

    private async Task FillIncidentsAsync()
    {
        var incident = new Incident
        {
            Id = Incident,
            WorkspaceId = Id,
            Origin = IncidentOrigin.Detected,
            MonitorIds = [Monitor],
            Title = "Shop is down",
            Impact = IncidentImpact.Major,
            Status = IncidentStatus.Investigating,
            StartedAt = Noon,
            CreatedAt = Noon,
            UpdatedAt = Noon,
            Timeline = [],
            Transitions = [new Transition { Number = 1, Kind = TransitionKind.Down, At = Noon, RecordedAt = Noon, Regions = ["eu"] }],
        };
        await Get<IIncidentStore>().TryWriteAsync(incident, null, default);
        await Get<IOpenIncidents>().MarkAsync(Id, Incident, default);
        await Get<IOpenIncidents>().MarkAsync(Id, Ids.New(Ids.Incident), default);
        foreach (var told in new[] { Incident, Test })
        {
            await Get<IDeliveryLedger>().TryWriteAsync(
                new() { WorkspaceId = Id, IncidentId = told, ChannelId = Channel, Number = 1, Kind = TransitionKind.Down, State = DeliveryState.Sent, QueuedAt = Noon, UpdatedAt = Noon }, null, default);
        }
    }

    private async Task FillHistoryAsync()
    {
        var history = Get<IHistoryStore>();
        foreach (var monitor in new[] { Monitor, OldMonitor })
        {
            foreach (var span in new[] { RollUpSpan.Hour, RollUpSpan.Day })
            {
                var from = Slot.Of(Noon.Date);
                var rollUp = new RollUp
                {
                    MonitorId = monitor,
                    WorkspaceId = Id,
                    Span = span,
                    From = from,
                    To = from + Hours.LengthOf(span),
                    Time = new VerdictTime { Up = 3_600 },
                    Regions = new Dictionary<string, RegionCounts>(),
                };
                await history.TryWriteAsync(rollUp, null, TimeSpan.FromDays(3_000), default);
                if (span == RollUpSpan.Day) await Get<IUptimeLedger>().TryAddAsync(UptimeRow.Of(rollUp, 0, Noon), default);
            }
        }

        foreach (var span in new[] { RollUpSpan.Hour, RollUpSpan.Day })
            await history.TryWriteOverviewAsync(new() { WorkspaceId = Id, Shard = Shard, Span = span, Monitors = new Dictionary<string, OverviewRow>() }, null, TimeSpan.FromDays(35), default);
    }
}
