using Microsoft.Azure.Cosmos;
using StatusHawk.Core;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Azure.Monitors;

/// <summary>
/// The query for a part of the list of monitors. Times are stored as texts in UTC, which sort as the times do. That all monitors are of one type changes nothing in
/// their order; beginning with it lets the index find and order them in one go.
/// </summary>
internal static class MonitorQuery
{
    // One that a monitor does not have is undefined, which makes the whole neither true nor false, unless another contains it.
    private static readonly string[] Texts = ["c.body.name", "c.body.http.url", "c.body.tcp.host", "c.body.ping.host", "c.body.dns.name", "c.body.tls.host"];

    public static QueryDefinition Of(MonitorFilter filter, ListRange range)
    {
        var conditions = new List<string> { "c.type = @type", "NOT IS_DEFINED(c.deleted)" };
        var parameters = new Dictionary<string, object> { ["@type"] = DocumentTypes.Monitor };
        if (range.After is { } after) Add("(c.body.createdAt > @at OR (c.body.createdAt = @at AND c.id > @id))", ("@at", after.At.ToUniversalTime()), ("@id", after.Id));
        if (filter.Ids is { } ids) Add("ARRAY_CONTAINS(@ids, c.id)", ("@ids", ids));
        if (filter.Key is { } key) Add("c.body.key = @key", ("@key", key));
        if (filter.Kind is { } kind) Add("c.body.kind = @kind", ("@kind", kind));
        if (filter.Enabled is { } enabled) Add("c.body.enabled = @enabled", ("@enabled", enabled));
        for (var i = 0; i < filter.Tags.Count; i++) Add($"ARRAY_CONTAINS(c.body.tags, @tag{i})", ($"@tag{i}", filter.Tags[i]));
        if (filter.Text is { } text) Add($"({string.Join(" OR ", Texts.Select(path => $"CONTAINS({path}, @text, true)"))})", ("@text", text));

        var query = new QueryDefinition($"SELECT * FROM c WHERE {string.Join(" AND ", conditions)} ORDER BY c.type, c.body.createdAt, c.id");
        return parameters.Aggregate(query, (with, parameter) => with.WithParameter(parameter.Key, parameter.Value));

        void Add(string condition, params ReadOnlySpan<(string Name, object Value)> values)
        {
            conditions.Add(condition);
            foreach (var (name, value) in values) parameters.Add(name, value);
        }
    }
}
