using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace StatusHawk.Api.Tests.Contract.Fuzz;

/// <summary>Marks in a JSON tree that become what no tree can hold when it is written: a number beyond all bounds, half a surrogate pair, a field given twice.</summary>
internal static partial class Raw
{
    /// <summary>Stands for that text, as it is.</summary>
    public static JsonNode Of(string json) => JsonValue.Create($"@raw({Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(json))})");

    public static string Write(JsonNode? tree) =>
        Mark().Replace(tree?.ToJsonString() ?? "null", match => System.Text.Encoding.UTF8.GetString(Convert.FromHexString(match.Groups[1].Value)));

    [GeneratedRegex("\"@raw\\(([0-9A-F]*)\\)\"")]
    private static partial Regex Mark();
}
