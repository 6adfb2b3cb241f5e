using System.Text.Json;

namespace StatusHawk.Core.Monitors;

/// <summary>Reads a monitor from JSON that a person sent, and finds everything wrong with it at once.</summary>
public static class MonitorForm
{
    /// <param name="body">The whole body.</param>
    /// <param name="stored">The monitor that is changed: what is not named stays. Null for a new one: what is not named takes its default.</param>
    /// <param name="rules">What this installation allows.</param>
    /// <param name="errors">Where to say what is wrong.</param>
    /// <returns>Null when anything is wrong.</returns>
    public static MonitorInput? Read(JsonElement body, Monitor? stored, MonitorRules rules, FieldErrors errors)
    {
        var fields = new FieldReader(body, "#", errors);
        if (body.ValueKind != JsonValueKind.Object) return null;

        if (fields.Text("kind") is { } kind && kind != "http") fields.Refuse("kind", "Must be http: the only kind so far.");
        var name = Name(fields) ?? stored?.Name;
        var http = HttpForm.Read(fields, stored?.Http, rules, errors) ?? (stored?.Http is { } target ? HttpInput.Of(target) : null);
        var interval = fields.Integer("intervalSeconds", MonitorLimits.MinIntervalSeconds, MonitorLimits.MaxIntervalSeconds);
        var timeout = fields.Integer("timeoutSeconds", MonitorLimits.MinTimeoutSeconds, MonitorLimits.MaxTimeoutSeconds);
        var regions = Regions(fields, rules);
        var confirmAfter = fields.Integer("confirmAfter", 1, MonitorLimits.MaxConfirmAfter);
        var quorum = ReadQuorum(fields);
        var enabled = fields.Boolean("enabled");
        if (stored is null)
        {
            if (!fields.Has("name")) fields.Refuse("name", "Is required.");
            if (!fields.Has("http")) fields.Refuse("http", "Is required.");
        }

        var input = new MonitorInput
        {
            Name = name ?? "",
            Http = http ?? new HttpInput { Url = "", Method = "" },
            IntervalSeconds = interval ?? stored?.IntervalSeconds ?? MonitorLimits.DefaultIntervalSeconds,
            TimeoutSeconds = timeout ?? stored?.TimeoutSeconds ?? MonitorLimits.DefaultTimeoutSeconds,
            Regions = regions ?? stored?.Regions ?? rules.Regions,
            ConfirmAfter = confirmAfter ?? stored?.ConfirmAfter ?? MonitorLimits.DefaultConfirmAfter,
            Quorum = quorum ?? stored?.Quorum ?? Quorum.Majority,
            Enabled = enabled ?? stored?.Enabled ?? true,
        };
        CheckTimeout(fields, input, interval, timeout);
        CheckHistory(fields, input, interval, confirmAfter);
        fields.Close("id", "verdict", "since", "votes", "createdAt", "updatedAt");
        return errors.Any ? null : input;
    }

    /// <summary>Whether a monitor, its secrets sealed, is small enough to be stored and sent; says what is wrong when it is not.</summary>
    public static bool Fits(Monitor monitor, FieldErrors errors)
    {
        if (JsonSerializer.SerializeToUtf8Bytes(monitor, StatusHawkJson.Options).Length <= MonitorLimits.MaxBytes) return true;
        errors.Add("#/http/headers", $"Must be fewer or shorter: the whole monitor, its headers sealed, must not exceed {MonitorLimits.MaxBytes / 1024} KB.");
        return false;
    }

    private static string? Name(FieldReader fields)
    {
        if (fields.Text("name")?.Trim() is not { } name) return null;
        if (name.Length is > 0 and <= MonitorLimits.MaxNameLength && !name.Any(char.IsControl)) return name;
        fields.Refuse("name", $"Must be 1 to {MonitorLimits.MaxNameLength} characters without control characters.");
        return null;
    }

    private static IReadOnlyList<string>? Regions(FieldReader fields, MonitorRules rules)
    {
        if (fields.Texts("regions") is not { } regions) return null;
        var there = $"there are {string.Join(", ", rules.Regions)}";
        if (regions.Count == 0) fields.Refuse("regions", $"Must name at least one region; {there}.");
        for (var i = 0; i < regions.Count; i++)
            if (!rules.Regions.Contains(regions[i])) fields.Refuse("regions", i, $"Is no region of this installation; {there}.");
        return [.. regions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static Quorum? ReadQuorum(FieldReader fields)
    {
        if (fields.Text("quorum") is not { } text) return null;
        if (Quorum.TryParse(text, out var quorum)) return quorum;
        fields.Refuse("quorum", "Must be any, majority, all, or a percentage from 1% to 100%.");
        return null;
    }

    // A check must be over before the next one is due. Said of the field that was sent, and not on top of another error of it.
    private static void CheckTimeout(FieldReader fields, MonitorInput input, int? interval, int? timeout)
    {
        if (input.TimeoutSeconds <= input.IntervalSeconds) return;
        var detail = $"Must not be longer than the interval, which is {input.IntervalSeconds} seconds.";
        if (timeout is not null && (interval is not null || !fields.Has("intervalSeconds"))) fields.Refuse("timeoutSeconds", detail);
        else if (interval is not null && !fields.Has("timeoutSeconds"))
            fields.Refuse("intervalSeconds", $"Must not be shorter than the timeout, which is {input.TimeoutSeconds} seconds.");
    }

    // Failures in a row are counted in the log, which is kept for days: what reaches further back would never be down.
    private static void CheckHistory(FieldReader fields, MonitorInput input, int? interval, int? confirmAfter)
    {
        var most = MonitorLimits.MaxConfirmAfterFor(input.IntervalSeconds);
        if (input.ConfirmAfter <= most) return;
        if (confirmAfter is not null && (interval is not null || !fields.Has("intervalSeconds"))) fields.Refuse("confirmAfter", $"Must be at most {most} with an interval of {input.IntervalSeconds} seconds.");
        else if (interval is not null && !fields.Has("confirmAfter")) fields.Refuse("intervalSeconds", $"Must be shorter, for {input.ConfirmAfter} failures in a row to be seen within a week.");
    }
}
