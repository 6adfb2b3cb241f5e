namespace StatusHawk.Core;

/// <summary>Fills boxes of a limited size with things in their order.</summary>
public static class Packing
{
    /// <summary>A thing larger than a box gets one of its own: whoever made it had to keep it smaller.</summary>
    public static IEnumerable<IReadOnlyList<T>> Pack<T>(IEnumerable<T> things, Func<T, int> size, int limit)
    {
        var box = new List<T>();
        var filled = 0;
        foreach (var thing in things)
        {
            var bytes = size(thing);
            if (box.Count > 0 && filled + bytes > limit)
            {
                yield return box;
                box = [];
                filled = 0;
            }

            box.Add(thing);
            filled += bytes;
        }

        if (box.Count > 0) yield return box;
    }
}
