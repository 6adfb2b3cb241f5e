namespace Azure.Data.Tables.Models;

/// <summary>A table's properties.</summary>
public class TableItem
{
    internal TableItem(string name) => Name = name;

    public string Name { get; }
}
