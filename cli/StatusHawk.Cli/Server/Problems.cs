using System.Net;
using System.Text.Json.Nodes;

namespace StatusHawk.Cli.Server;

/// <summary>Turns an answer that is none into words: what the server says (RFC 9457), every field by its pointer, and what to do.</summary>
internal static class Problems
{
    public static CliException Of(HttpStatusCode status, string body, string what)
    {
        var problem = Parse(body);
        var detail = Text(problem, "detail") ?? Text(problem, "title") ?? $"The server answered {(int)status}.";
        var errors = problem?["errors"] is JsonArray list
            ? list.OfType<JsonObject>().Select(error => $"{Text(error, "pointer")}: {Text(error, "detail")}").ToArray()
            : [];
        return new CliException($"{what}: {detail}", Hint((int)status, problem), errors) { Status = (int)status };
    }

    private static string? Hint(int status, JsonObject? problem) => status switch
    {
        401 => "Sign in again: statushawk login",
        402 or 403 => Text(problem, "type") == "urn:statushawk:problem:plan-limit" ? "Your plan does not allow more." : "Ask an admin of the workspace for a key or a role that may do this.",
        404 => "Look at the id with 'statushawk monitors list', and at the workspace with 'statushawk status'.",
        409 => "Look again what is there, and repeat the command.",
        412 => "Somebody changed it meanwhile: look again, and repeat the command.",
        429 => "Too many requests: wait a minute.",
        >= 500 => "Nothing is wrong on your side: try again in a minute.",
        _ => null,
    };

    private static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonObject? problem, string name) => problem?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
