namespace StatusHawk.Core;

/// <summary>Everything wrong with what a person sent, in the order found.</summary>
public sealed class FieldErrors
{
    /// <summary>Errors kept. A body of nothing but mistakes is told this many of them.</summary>
    public const int Max = 100;

    private readonly List<FieldError> _items = [];

    public IReadOnlyList<FieldError> Items => _items;
    public bool Any => _items.Count > 0;

    public void Add(string pointer, string detail)
    {
        if (_items.Count < Max) _items.Add(new(pointer, detail));
    }
}
