namespace StatusHawk.Emulation.Durable.Tables;

/// <summary>Addresses below a table. Keys hold only what needs no escape in one.</summary>
internal static class TableUris
{
    public static Uri Row(Uri table, string partition, string key) =>
        new($"{table.AbsoluteUri}(PartitionKey='{partition}',RowKey='{key}')");

    public static Uri Query(Uri table, string filter, (string Partition, string Row)? next) => new(
        $"{table.AbsoluteUri}()?$filter={Uri.EscapeDataString(filter)}" + (next is { } n
            ? $"&NextPartitionKey={Uri.EscapeDataString(n.Partition)}&NextRowKey={Uri.EscapeDataString(n.Row)}"
            : ""));

    public static Uri Batch(Uri account) => new($"{account.AbsoluteUri.TrimEnd('/')}/$batch");

    public static Uri Tables(Uri account) => new($"{account.AbsoluteUri.TrimEnd('/')}/Tables");
}
