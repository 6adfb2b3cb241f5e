namespace StatusHawk.Core;

/// <summary>A place in a list that is ordered by time and then by id. It stays the same place whatever comes or goes before and after it, itself included.</summary>
/// <param name="At">When the thing there was created or began.</param>
/// <param name="Id">Its id, which decides between things of one moment.</param>
public readonly record struct ListPlace(DateTimeOffset At, string Id) : IComparable<ListPlace>
{
    public int CompareTo(ListPlace other) => At.CompareTo(other.At) is var byTime and not 0 ? byTime : string.CompareOrdinal(Id, other.Id);
}
