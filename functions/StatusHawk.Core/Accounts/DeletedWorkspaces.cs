using StatusHawk.Core.Checks;

namespace StatusHawk.Core.Accounts;

/// <summary>The workspaces that were deleted, in memory: what still comes in of them is not kept.</summary>
public sealed class DeletedWorkspaces(IRemovals removals, TimeProvider clock) : IDisposable
{
    /// <summary>How old what is in memory may be. <see cref="RemovalOptions.Settling"/> is longer.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private volatile Known? _known;

    /// <summary>Those entries whose workspace is not deleted.</summary>
    public async Task<IReadOnlyList<LogEntry>> WithoutAsync(IReadOnlyList<LogEntry> entries, CancellationToken cancellationToken)
    {
        var known = await RefreshAsync(cancellationToken);
        return known.Ids.Count == 0 ? entries : [.. entries.Where(entry => !known.Ids.Contains(entry.WorkspaceId))];
    }

    public void Dispose() => _refreshing.Dispose();

    private async Task<Known> RefreshAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } fresh) return fresh;
        await _refreshing.WaitAsync(cancellationToken);
        try
        {
            if (Fresh() is { } read) return read;
            var began = clock.GetTimestamp();

            // A mark alone says only that somebody was about to.
            var marks = await removals.ListAsync(cancellationToken);
            return _known = new(marks.Where(mark => mark.Value.StoppedAt is not null).Select(mark => mark.Value.WorkspaceId).ToHashSet(StringComparer.Ordinal), began);
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private Known? Fresh() => _known is { } known && clock.GetElapsedTime(known.Timestamp) < MaxAge ? known : null;

    private sealed record Known(HashSet<string> Ids, long Timestamp);
}
