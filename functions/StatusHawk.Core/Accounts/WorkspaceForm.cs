using System.Text.Json;

namespace StatusHawk.Core.Accounts;

/// <summary>Reads changes of a workspace from JSON that a person sent.</summary>
public static class WorkspaceForm
{
    private const string Hours = "hoursForDays";
    private const string Days = "daysForDays";

    /// <returns>The name of a new workspace; null when anything is wrong.</returns>
    public static string? ReadName(JsonElement body, FieldErrors errors)
    {
        var fields = new FieldReader(body, "#", errors);
        if (body.ValueKind != JsonValueKind.Object) return null;
        var name = Name(fields);
        if (!fields.Has("name")) fields.Refuse("name", "Is required.");
        fields.Close("id", "role", "retention", "retentionDefaults", "createdAt");
        return errors.Any ? null : name;
    }

    /// <returns>The workspace as it should be; null when anything is wrong.</returns>
    public static Workspace? Read(JsonElement body, Workspace stored, FieldErrors errors)
    {
        var fields = new FieldReader(body, "#", errors);
        if (body.ValueKind != JsonValueKind.Object) return null;
        var name = Name(fields);
        var retention = fields.IsNull("retention") ? null : fields.Object("retention") is { } setting ? Retention(setting, stored.Retention ?? new()) : stored.Retention;
        fields.Close("id", "role", "retentionDefaults", "createdAt");
        return errors.Any ? null : stored with { Name = name ?? stored.Name, Retention = retention };
    }

    private static string? Name(FieldReader fields)
    {
        var name = fields.Text("name")?.Trim();
        if (name is not null && !WorkspaceLimits.IsName(name))
            fields.Refuse("name", $"Must be 1 to {WorkspaceLimits.MaxNameLength} characters without control characters.");
        return name;
    }

    // A field that is not named stays, one that is null goes back to what the installation says.
    private static RetentionSetting? Retention(FieldReader fields, RetentionSetting stored)
    {
        var next = new RetentionSetting(
            fields.IsNull(Hours) ? null : fields.Integer(Hours, WorkspaceLimits.MinHoursForDays, WorkspaceLimits.MaxHoursForDays) ?? stored.HoursForDays,
            fields.IsNull(Days) ? null : fields.Integer(Days, WorkspaceLimits.MinDaysForDays, WorkspaceLimits.MaxDaysForDays) ?? stored.DaysForDays);
        fields.Close();
        return next == new RetentionSetting() ? null : next;
    }
}
