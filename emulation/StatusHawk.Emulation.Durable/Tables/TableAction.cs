namespace StatusHawk.Emulation.Durable.Tables;

/// <summary>One change of a transaction. An empty <paramref name="ETag"/> asks nothing of the row, <c>*</c> that it is there.</summary>
internal sealed record TableAction(TableVerb Verb, TableRow Row, string ETag = "")
{
    public static TableAction Insert(TableRow row) => new(TableVerb.Insert, row);

    public static TableAction Put(TableRow row, string etag = "") => new(TableVerb.Replace, row, etag);

    public static TableAction Merge(TableRow row, string etag = "") => new(TableVerb.Merge, row, etag);

    public static TableAction Delete(string partition, string key) => new(TableVerb.Delete, new TableRow(partition, key), "*");
}
