using StatusHawk.Core.Uptime;

namespace StatusHawk.Api.Uptime;

/// <summary>
/// Overviews as they were read a moment ago. They change once an hour, and people look at lists again and again. One read at a time for each workspace, however many
/// ask; one that failed is not kept.
/// </summary>
public sealed class RecentOverviews(IHistoryStore history, TimeProvider clock)
{
    public static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(15);

    // A large workspace's are some megabytes.
    private const int MaxKept = 50;
    private readonly Lock _gate = new();
    private readonly Dictionary<(string WorkspaceId, RollUpSpan Span), Kept> _kept = [];

    public Task<IReadOnlyList<Overview>> ListAsync(string workspaceId, RollUpSpan span, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_kept.TryGetValue((workspaceId, span), out var kept) || kept.Read.IsFaulted || clock.GetElapsedTime(kept.At) >= KeptFor)
            {
                if (_kept.Count >= MaxKept) _kept.Clear();

                // Whoever asked first may hang up: the others still wait for it.
                _kept[(workspaceId, span)] = kept = new(clock.GetTimestamp(), history.ListOverviewsAsync(workspaceId, span, CancellationToken.None));
            }

            return kept.Read.WaitAsync(cancellationToken);
        }
    }

    private sealed record Kept(long At, Task<IReadOnlyList<Overview>> Read);
}
