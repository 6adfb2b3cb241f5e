using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StatusHawk.Emulation.Durable.Tables;

/// <summary>The multipart form of a transaction.</summary>
internal static partial class TableBatch
{
    // The default one would write six characters for each quote of JSON within JSON.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static StringContent Content(IReadOnlyList<TableAction> actions, Uri table)
    {
        var (batch, changes) = ($"batch_{Guid.NewGuid()}", $"changeset_{Guid.NewGuid()}");
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"--{batch}\r\nContent-Type: multipart/mixed; boundary={changes}\r\n\r\n");
        foreach (var action in actions)
        {
            text.Append(CultureInfo.InvariantCulture, $"--{changes}\r\nContent-Type: application/http\r\n");
            text.Append("Content-Transfer-Encoding: binary\r\n\r\n");
            Write(text, action, table);
        }

        text.Append(CultureInfo.InvariantCulture, $"--{changes}--\r\n--{batch}--\r\n");
        var content = new StringContent(text.ToString());
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/mixed; boundary={batch}");
        return content;
    }

    /// <summary>The new version of each row, in order; empty for those deleted.</summary>
    /// <exception cref="TableException">The transaction was refused.</exception>
    public static IReadOnlyList<string> ETags(string answer)
    {
        var parts = Status().Split(answer);
        var statuses = Status().Matches(answer);
        for (var i = 0; i < statuses.Count; i++)
        {
            if (int.Parse(statuses[i].Value.AsSpan(9), CultureInfo.InvariantCulture) is var status and >= 300)
                throw new TableException(status, parts[i + 1].ReplaceLineEndings(" ").Trim());
        }

        return [.. parts.Skip(1).Select(part => ETag().Match(part) is { Success: true } etag ? etag.Groups[1].Value.Trim() : "")];
    }

    private static void Write(StringBuilder text, TableAction action, Uri table)
    {
        var (verb, row) = (action.Verb, action.Row);
        var method = verb switch
        {
            TableVerb.Insert => "POST",
            TableVerb.Replace => "PUT",
            TableVerb.Merge => "MERGE",
            _ => "DELETE",
        };
        var address = verb == TableVerb.Insert ? table.AbsoluteUri : TableUris.Row(table, row.Partition, row.Key).AbsoluteUri;
        text.Append(CultureInfo.InvariantCulture, $"{method} {address} HTTP/1.1\r\n");
        text.Append("Accept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\n");
        if (verb == TableVerb.Insert)
            text.Append("Prefer: return-no-content\r\n");
        if (action.ETag.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"If-Match: {action.ETag}\r\n");
        if (verb == TableVerb.Delete)
            text.Append("\r\n\r\n");
        else
            text.Append(CultureInfo.InvariantCulture, $"Content-Type: application/json\r\n\r\n{Json(row)}\r\n");
    }

    private static string Json(TableRow row)
    {
        var values = new Dictionary<string, string>(row.Properties) { ["PartitionKey"] = row.Partition, ["RowKey"] = row.Key };
        return JsonSerializer.Serialize(values, Plain);
    }

    [GeneratedRegex(@"HTTP/1\.1 \d{3}")]
    private static partial Regex Status();

    [GeneratedRegex("^ETag: (.+)$", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex ETag();
}
