using StatusHawk.Core;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Api.StatusPages;

/// <summary>A page in memory: its snapshot, and what was last made of it, which holds until the snapshot or the age it shows changes.</summary>
internal sealed class CachedPage(Revalidated<Stored<PageSnapshot>?> snapshot, TimeProvider clock)
{
    private readonly Made?[] _made = new Made?[Enum.GetValues<PageFormat>().Length];
    private long _lastAsked = clock.GetTimestamp();

    /// <summary>When somebody last wanted it.</summary>
    public long LastAsked => Volatile.Read(ref _lastAsked);

    public ValueTask<Revalidated<Stored<PageSnapshot>?>.Reading> ReadAsync()
    {
        Volatile.Write(ref _lastAsked, clock.GetTimestamp());
        return snapshot.GetAsync();
    }

    public RenderedPage Render(PageFormat format, Stored<PageSnapshot> stored, DataAge age, string pageUrl)
    {
        var made = Volatile.Read(ref _made[(int)format]);
        if (made is not null && made.ETag == stored.ETag && made.Age == age) return made.Page;
        var page = RenderedPage.Of(format, stored.Value, age, pageUrl);
        Volatile.Write(ref _made[(int)format], new(stored.ETag, age, page));
        return page;
    }

    private sealed record Made(string ETag, DataAge Age, RenderedPage Page);
}
