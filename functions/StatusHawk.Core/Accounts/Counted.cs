namespace StatusHawk.Core.Accounts;

/// <summary>What a plan counts.</summary>
/// <param name="Limit">The plan's figure: a name of <see cref="PlanExcess"/>.</param>
/// <param name="Allowed">How many there may be.</param>
/// <param name="CountAsync">How many there are.</param>
/// <param name="ListIdsAsync">Which: those that came first first. Asked only when there are too many.</param>
public sealed record Counted(string Limit, int Allowed, Func<CancellationToken, Task<int>> CountAsync, Func<CancellationToken, Task<IReadOnlyList<string>>> ListIdsAsync)
{
    /// <summary>Of what is so few that listing them is counting them.</summary>
    public Counted(string limit, int allowed, Func<CancellationToken, Task<IReadOnlyList<string>>> listIds)
        : this(limit, allowed, async token => (await listIds(token)).Count, listIds)
    {
    }
}
