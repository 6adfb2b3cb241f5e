using System.Text.Json;
using System.Text.Json.Nodes;

namespace StatusHawk.Core.Accounts;

/// <summary>What a row of the audit log says of before and after: of a change only the fields that differ, and never more than fits a row.</summary>
public static class AuditDifference
{
    /// <summary>Characters of each of both: a property of a row holds 32,768.</summary>
    public const int MaxLength = 32_000;

    private const string LeftOut = "(left out, since it is too long)";

    /// <param name="before">A JSON object; null: there was nothing.</param>
    /// <param name="after">A JSON object; null: there is nothing.</param>
    public static (string? Before, string? After) Of(JsonObject? before, JsonObject? after)
    {
        if (before is not null && after is not null)
        {
            foreach (var name in before.Select(field => field.Key).Intersect(after.Select(field => field.Key)).ToArray())
            {
                if (!JsonNode.DeepEquals(before[name], after[name])) continue;
                before.Remove(name);
                after.Remove(name);
            }
        }

        return (Text(before), Text(after));
    }

    // The longest fields go first: what is left says most.
    private static string? Text(JsonObject? fields)
    {
        if (fields is null) return null;
        var text = fields.ToJsonString(StatusHawkJson.Options);
        foreach (var name in fields.OrderByDescending(field => field.Value?.ToJsonString(StatusHawkJson.Options).Length ?? 0).Select(field => field.Key).ToArray())
        {
            if (text.Length <= MaxLength) break;
            fields[name] = LeftOut;
            text = fields.ToJsonString(StatusHawkJson.Options);
        }

        return text;
    }
}
