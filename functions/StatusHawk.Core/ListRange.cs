namespace StatusHawk.Core;

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Limit">How many at most, 1 or more.</param>
/// <param name="After">What follows this place; null: from the beginning.</param>
public sealed record ListRange(int Limit, ListPlace? After)
{
    /// <summary>How many a store reads: one more than is shown tells whether there is more.</summary>
    public int Read => Limit + 1;

    /// <summary>That part of what is at hand whole.</summary>
    /// <param name="all">In any order.</param>
    /// <param name="place">Where each is.</param>
    /// <param name="latestFirst">Whether the list begins with the latest.</param>
    public ListPart<T> Of<T>(IEnumerable<T> all, Func<T, ListPlace> place, bool latestFirst = false)
    {
        var ordered = latestFirst ? all.OrderByDescending(place) : all.OrderBy(place);
        var left = After is { } after ? ordered.Where(item => place(item).CompareTo(after) * (latestFirst ? -1 : 1) > 0) : ordered;
        return Cut([.. left.Take(Read)], place);
    }

    /// <summary>That part, of what a store read: in order, after <see cref="After"/>, up to <see cref="Read"/>.</summary>
    public ListPart<T> Cut<T>(IReadOnlyList<T> read, Func<T, ListPlace> place) =>
        read.Count > Limit ? new([.. read.Take(Limit)], place(read[Limit - 1])) : new(read, Next: null);
}

/// <summary>A part of a list.</summary>
/// <param name="Items">In order.</param>
/// <param name="Next">After which place it goes on; null: it does not.</param>
public sealed record ListPart<T>(IReadOnlyList<T> Items, ListPlace? Next)
{
    public ListPart<TOther> Select<TOther>(Func<T, TOther> select) => new([.. Items.Select(select)], Next);
}
