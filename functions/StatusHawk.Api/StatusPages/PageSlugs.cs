using System.Collections.Concurrent;
using StatusHawk.Core;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Api.StatusPages;

/// <summary>Where workspaces' pages are, remembered for minutes: a hint on every answer is not worth a read for every answer.</summary>
public sealed class PageSlugs(IStatusPageStore pages, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>Null: there is no page, or it is not known now.</summary>
    public async Task<string?> FindAsync(string workspaceId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_known.TryGetValue(workspaceId, out var known) && now - known.At < Remembered) return known.Slug;
        try
        {
            Remember(workspaceId, (await pages.ReadAsync(workspaceId, cancellationToken))?.Value.Slug, now);
        }
        catch (StoreUnavailableException)
        {
            // Nobody waits for it again at once.
            Remember(workspaceId, known?.Slug, now);
        }

        return _known.GetValueOrDefault(workspaceId)?.Slug;
    }

    /// <summary>The page has moved.</summary>
    public void Forget(string workspaceId) => _known.TryRemove(workspaceId, out _);

    private void Remember(string workspaceId, string? slug, DateTimeOffset now)
    {
        if (_known.Count >= Most) _known.Clear();
        _known[workspaceId] = new(slug, now);
    }

    private sealed record Known(string? Slug, DateTimeOffset At);
}
