using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Core.Tests.StatusPages;

/// <summary>What the tests of pages are made of.</summary>
internal static class Pages
{
    public const string WorkspaceId = "ws_aaaabbbbccccdddd";
    public static readonly DateTimeOffset Now = new(2026, 8, 1, 12, 3, 5, TimeSpan.Zero);

    public static readonly StatusPage Page = new() { Id = "page_1", WorkspaceId = WorkspaceId, Slug = "shop", Title = "Shop", CreatedAt = Now, UpdatedAt = Now };

    public static PageComponent Component(Verdict verdict, string name = "Web", params string[] downIn) => new()
    {
        MonitorId = $"mon_{name}",
        Name = name,
        Verdict = verdict,
        Since = Now - TimeSpan.FromHours(1),
        CreatedAt = Now - TimeSpan.FromDays(3),
        DownIn = downIn,
    };

    public static PageSnapshot Snapshot(params PageComponent[] components) =>
        new() { Slug = "shop", PageId = "page_1", WorkspaceId = WorkspaceId, Title = "Shop", UpdatedAt = Now, Components = components };

    public static PageSnapshot Snapshot(string verdicts) => Snapshot([.. verdicts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((v, i) => Component(Enum.Parse<Verdict>(v), $"c{i}"))]);

    public static Monitor Monitor(string id, int minute = 0, bool enabled = true) => new()
    {
        Id = id,
        WorkspaceId = WorkspaceId,
        Name = $"Name of {id}",
        Kind = MonitorKind.Http,
        Regions = ["asia", "eu", "us"],
        Shard = "shd_1",
        Enabled = enabled,
        CreatedAt = Now + TimeSpan.FromMinutes(minute),
        UpdatedAt = Now + TimeSpan.FromMinutes(minute + 30),
    };

    public static LiveState Live(string id, Verdict verdict, params (string Region, VoteValue Vote)[] votes) => new()
    {
        MonitorId = id,
        WorkspaceId = WorkspaceId,
        Verdict = verdict,
        Since = Now - TimeSpan.FromHours(1),
        Votes = votes.ToDictionary(v => v.Region, v => new LiveVote(v.Vote, Now)),
    };
}
