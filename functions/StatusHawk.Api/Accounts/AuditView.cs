using System.Text.Json;
using System.Text.Json.Serialization;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>A row of the audit log as the API shows it.</summary>
/// <param name="Action">The operation's name in the contract.</param>
/// <param name="Target">The ids that the request's path named.</param>
public sealed record AuditView(
    string Id, DateTimeOffset At, string Action, AuditCaller Caller, string? Address, IReadOnlyDictionary<string, string> Target, AuditOutcome Outcome, int? Status)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement? Before { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonElement? After { get; init; }

    public static AuditView Of(AuditEntry entry) => new(entry.Id, entry.At, entry.Action, entry.Caller, entry.Address, entry.Target, entry.Outcome, entry.Status)
    {
        Before = Fields(entry.Before),
        After = Fields(entry.After),
    };

    private static JsonElement? Fields(string? json) => json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);
}
