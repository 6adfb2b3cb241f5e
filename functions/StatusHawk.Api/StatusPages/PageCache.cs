using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StatusHawk.Core;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Api.StatusPages;

/// <summary>
/// Serves pages from memory, by slug and by nothing else of the address. Holds <see cref="MaxPages"/> pages, those asked for last, and remembers for a moment
/// that there is none at a slug, of <see cref="MaxUnknown"/> slugs at most: made-up addresses cost neither memory nor the store's time.
/// </summary>
public sealed class PageCache(IPageStore store, IOptions<ApiOptions> options, TimeProvider clock, ILogger<PageCache> logger)
{
    public const int MaxPages = 1_000;
    public const int MaxUnknown = 1_000;

    private readonly ConcurrentDictionary<string, CachedPage> _pages = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _unknown = new(StringComparer.Ordinal);
    private readonly Revalidated<PipelineHeartbeat?> _heartbeat = new("pipeline's heartbeat", store.ReadHeartbeatAsync, clock, logger);

    /// <summary>Slugs in memory, with a page and without.</summary>
    public int Count => _pages.Count + _unknown.Count;

    /// <param name="address">The slug as a reader wrote it.</param>
    /// <param name="format">What to make of the page.</param>
    /// <returns>Null when there is no page.</returns>
    /// <exception cref="StoreUnavailableException">The page is not in memory and cannot be read.</exception>
    public async ValueTask<RenderedPage?> GetAsync(string address, PageFormat format)
    {
        var slug = address.ToLowerInvariant();
        if (!StatusPageLimits.IsSlug(slug)) return null;
        if (_unknown.TryGetValue(slug, out var since))
        {
            if (clock.GetElapsedTime(since) < Revalidated<PageSnapshot>.FreshFor) return null;
            _unknown.TryRemove(slug, out _);
        }

        var page = _pages.GetOrAdd(slug, New);
        var reading = await ReadAsync(slug, page);
        if (reading.Value is not { } stored)
        {
            Forget(slug, page);
            return null;
        }

        var heartbeat = Believable(await HeartbeatAsync(), reading);
        return page.Render(format, stored, DataAge.Of(stored.Value, heartbeat, clock.GetUtcNow()), options.Value.PageUrl(slug));
    }

    private CachedPage New(string slug)
    {
        if (_pages.Count >= MaxPages)
            foreach (var (old, page) in _pages.OrderBy(p => p.Value.LastAsked).Take(MaxPages / 10)) _pages.TryRemove(new(old, page));
        return new(new($"page {slug}", token => store.ReadAsync(slug, token), clock, logger), clock);
    }

    private async ValueTask<Revalidated<Stored<PageSnapshot>?>.Reading> ReadAsync(string slug, CachedPage page)
    {
        try
        {
            return await page.ReadAsync();
        }
        catch (StoreUnavailableException)
        {
            _pages.TryRemove(new(slug, page));
            throw;
        }
    }

    private void Forget(string slug, CachedPage page)
    {
        _pages.TryRemove(new(slug, page));
        if (_unknown.Count >= MaxUnknown) _unknown.Clear();
        _unknown[slug] = clock.GetTimestamp();
    }

    private async ValueTask<PipelineHeartbeat?> HeartbeatAsync()
    {
        try
        {
            return (await _heartbeat.GetAsync()).Value;
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    // The heartbeat says that what is stored holds. Of a snapshot that could not be read for a while it says nothing: a newer one may be there.
    private PipelineHeartbeat? Believable(PipelineHeartbeat? heartbeat, Revalidated<Stored<PageSnapshot>?>.Reading reading) =>
        heartbeat is not null && heartbeat.At > reading.At && clock.GetElapsedTime(reading.Timestamp) > Revalidated<PageSnapshot>.UsableFor
            ? new(reading.At)
            : heartbeat;
}
