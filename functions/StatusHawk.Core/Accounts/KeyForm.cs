using System.Text.Json;

namespace StatusHawk.Core.Accounts;

/// <summary>Reads a new key from JSON that a person sent.</summary>
public static class KeyForm
{
    /// <returns>Null when anything is wrong.</returns>
    public static KeyInput? Read(JsonElement body, DateTimeOffset now, FieldErrors errors)
    {
        var fields = new FieldReader(body, "#", errors);
        if (body.ValueKind != JsonValueKind.Object) return null;
        var name = Required(fields, "name")?.Trim();
        if (name is not null && !KeyLimits.IsName(name)) fields.Refuse("name", $"Must be 1 to {KeyLimits.MaxNameLength} characters without control characters.");
        var scope = fields.Has("scope") ? fields.OneOf("scope", KeyScopes.Words) : Required(fields, "scope");
        var areas = fields.IsNull("areas") ? null : Areas(fields);
        var expiresAt = fields.IsNull("expiresAt") ? null : Time(fields, "expiresAt", now);
        fields.Close("id", "createdAt", "lastUsedAt", "hint", "key");
        return errors.Any ? null : new(name!, KeyScopes.RoleOf(scope!), areas, expiresAt);
    }

    private static string? Required(FieldReader fields, string name)
    {
        if (!fields.Has(name)) fields.Refuse(name, "Is required.");
        return fields.Text(name);
    }

    private static IReadOnlyList<Area>? Areas(FieldReader fields)
    {
        if (fields.Texts("areas") is not { } words) return null;
        if (words.Count == 0) fields.Refuse("areas", "Must name at least one area, or be left out for all.");
        var areas = new SortedSet<Area>();
        for (var i = 0; i < words.Count; i++)
        {
            if (Array.IndexOf(KeyScopes.AreaWords, words[i]) is >= 0 and var area) areas.Add(Enum.GetValues<Area>()[area]);
            else fields.Refuse("areas", i, $"Must be {string.Join(", ", KeyScopes.AreaWords[..^1])} or {KeyScopes.AreaWords[^1]}.");
        }

        return [.. areas];
    }

    private static DateTimeOffset? Time(FieldReader fields, string name, DateTimeOffset now)
    {
        if (fields.Text(name) is not { } text) return null;
        var time = ZonedTime.Parse(text);
        if (time is null) fields.Refuse(name, ZonedTime.Wanted);
        else if (time <= now) fields.Refuse(name, "Must be in the future.");
        return time is { } end ? DateTimeOffset.FromUnixTimeMilliseconds(end.ToUnixTimeMilliseconds()) : null;
    }
}
