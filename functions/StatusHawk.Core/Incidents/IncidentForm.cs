using System.Text.Json;

namespace StatusHawk.Core.Incidents;

/// <summary>Reads what a person sends about an incident.</summary>
public static class IncidentForm
{
    /// <summary>A new incident; null when anything is wrong.</summary>
    public static IncidentInput? ReadNew(JsonElement body, FieldErrors errors)
    {
        var fields = new FieldReader(body, "#", errors);
        if (body.ValueKind != JsonValueKind.Object) return null;
        var title = fields.Text("title")?.Trim();
        if (title is not null && (title.Length is 0 or > IncidentLimits.MaxTitleLength || title.Any(char.IsControl)))
            fields.Refuse("title", $"Must be 1 to {IncidentLimits.MaxTitleLength} characters without control characters.");
        if (!fields.Has("title")) fields.Refuse("title", "Is required.");
        var message = Message(fields, required: true);
        var status = Status(fields);
        var impact = Impact(fields);
        var monitorIds = fields.Texts("monitorIds") ?? [];
        if (monitorIds.Count > IncidentLimits.MaxMonitors) fields.Refuse("monitorIds", $"Must be at most {IncidentLimits.MaxMonitors} monitors.");
        for (var i = 0; i < monitorIds.Count; i++)
            if (!Ids.IsValid(Ids.Monitor, monitorIds[i])) fields.Refuse("monitorIds", i, "Is no monitor's id.");
        fields.Close();
        return errors.Any
            ? null
            : new IncidentInput(title!, message!, status ?? IncidentStatus.Investigating, impact ?? IncidentImpact.Minor, [.. monitorIds.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>An update; a null message when anything is wrong.</summary>
    public static (IncidentStatus? Status, string? Message) ReadUpdate(JsonElement body, FieldErrors errors)
    {
        var fields = new FieldReader(body, "#", errors);
        if (body.ValueKind != JsonValueKind.Object) return default;
        var message = Message(fields, required: true);
        var status = Status(fields);
        fields.Close();
        return errors.Any ? default : (status, message);
    }

    /// <summary>What a person may say when resolving or re-opening; null when nothing, or when anything is wrong.</summary>
    public static string? ReadMessage(JsonElement body, FieldErrors errors)
    {
        var fields = new FieldReader(body, "#", errors);
        if (body.ValueKind != JsonValueKind.Object) return null;
        var message = Message(fields, required: false);
        fields.Close();
        return message;
    }

    private static string? Message(FieldReader fields, bool required)
    {
        var message = fields.Text("message")?.Trim();
        if (message is not null && (message.Length is 0 or > IncidentLimits.MaxMessageLength || message.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))))
            fields.Refuse("message", FormattableString.Invariant($"Must be 1 to {IncidentLimits.MaxMessageLength:N0} characters of plain text."));
        if (required && !fields.Has("message")) fields.Refuse("message", "Is required.");
        return message;
    }

    private static IncidentStatus? Status(FieldReader fields)
    {
        switch (fields.Text("status"))
        {
            case "investigating": return IncidentStatus.Investigating;
            case "identified": return IncidentStatus.Identified;
            case "monitoring": return IncidentStatus.Monitoring;
            case null: return null;
            default:
                fields.Refuse("status", "Must be investigating, identified or monitoring; to resolve it, POST to …/resolve.");
                return null;
        }
    }

    private static IncidentImpact? Impact(FieldReader fields)
    {
        switch (fields.Text("impact"))
        {
            case "none": return IncidentImpact.None;
            case "minor": return IncidentImpact.Minor;
            case "major": return IncidentImpact.Major;
            case "critical": return IncidentImpact.Critical;
            case null: return null;
            default:
                fields.Refuse("impact", "Must be none, minor, major or critical.");
                return null;
        }
    }
}

/// <summary>An incident as a person wants to open it: checked.</summary>
public sealed record IncidentInput(string Title, string Message, IncidentStatus Status, IncidentImpact Impact, IReadOnlyList<string> MonitorIds);
