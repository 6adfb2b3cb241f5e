using System.Text.Json;

namespace StatusHawk.Core.Monitors;

/// <summary>Reads a monitor from JSON that a person sent, and finds everything wrong with it at once.</summary>
public static class MonitorForm
{
    private static readonly string[] Kinds = [.. Enum.GetNames<MonitorKind>().Select(name => name.ToLowerInvariant())];

    // What says how to ask, of a monitor that asks nothing.
    private static readonly string[] NotOfHeartbeats = ["intervalSeconds", "timeoutSeconds", "regions", "confirmAfter", "quorum", "assertions", "degradedAfterMilliseconds"];

    /// <param name="body">The whole body.</param>
    /// <param name="stored">The monitor that is changed: what is not named stays. Null for a new one: what is not named takes its default.</param>
    /// <param name="rules">What this installation allows.</param>
    /// <param name="errors">Where to say what is wrong.</param>
    /// <returns>Null when anything is wrong.</returns>
    public static MonitorInput? Read(JsonElement body, Monitor? stored, MonitorRules rules, FieldErrors errors)
    {
        var fields = new FieldReader(body, "#", errors);
        if (body.ValueKind != JsonValueKind.Object) return null;

        var name = Name(fields) ?? stored?.Name;
        if (stored is null && !fields.Has("name")) fields.Refuse("name", "Is required.");
        var kind = ReadKind(fields, stored);

        var input = new MonitorInput
        {
            Name = name ?? "",
            Key = StableKey.Read(fields, stored?.Key),
            Tags = TagsForm.Read(fields) ?? stored?.Tags ?? [],
            Kind = kind,
            IntervalSeconds = MonitorLimits.DefaultIntervalSeconds,
            TimeoutSeconds = MonitorLimits.DefaultTimeoutSeconds,
            Regions = [HeartbeatTarget.Region],
            ConfirmAfter = MonitorLimits.DefaultConfirmAfter,
            Quorum = Quorum.Majority,
            Enabled = true,
            Assertions = [],
            DegradedAfterMilliseconds = null,
        };
        input = ReadTarget(fields, stored, input, rules, errors);
        if (kind == MonitorKind.Heartbeat)
        {
            RefuseAll(fields, NotOfHeartbeats, "Does not go with a heartbeat, which asks nothing: the job calls.");

            // Shards hold monitors of one interval: so none reads a week of another's calls.
            input = input with { IntervalSeconds = input.Heartbeat?.PeriodSeconds ?? input.IntervalSeconds };
        }
        else
        {
            input = ReadSchedule(fields, stored, input, rules, errors);
        }

        input = input with { Enabled = fields.Boolean("enabled") ?? stored?.Enabled ?? true };
        fields.Close("id", "verdict", "since", "votes", "createdAt", "updatedAt");
        return errors.Any ? null : input;
    }

    /// <summary>Whether a monitor, its secrets sealed, is small enough to be stored and sent; says what is wrong when it is not.</summary>
    public static bool Fits(Monitor monitor, FieldErrors errors)
    {
        if (JsonSerializer.SerializeToUtf8Bytes(monitor, StatusHawkJson.Options).Length <= MonitorLimits.MaxBytes) return true;
        errors.Add($"#/{Word(monitor.Kind)}", $"Must be shorter: the whole monitor, its secrets sealed, must not exceed {MonitorLimits.MaxBytes / 1024} KB.");
        return false;
    }

    private static MonitorKind ReadKind(FieldReader fields, Monitor? stored)
    {
        if (fields.OneOf("kind", Kinds) is not { } word) return stored?.Kind ?? MonitorKind.Http;
        var kind = Enum.Parse<MonitorKind>(word, ignoreCase: true);
        if (stored is null || stored.Kind == kind) return kind;
        fields.Refuse("kind", "Cannot be changed; make another monitor.");
        return stored.Kind;
    }

    private static MonitorInput ReadTarget(FieldReader fields, Monitor? stored, MonitorInput input, MonitorRules rules, FieldErrors errors)
    {
        var own = Word(input.Kind);
        if (stored is null && !fields.Has(own)) fields.Refuse(own, "Is required.");
        RefuseAll(fields, [.. Kinds.Where(other => other != own)], $"Does not go with the kind {own}.");
        return input.Kind switch
        {
            MonitorKind.Http => input with { Http = HttpForm.Read(fields, stored?.Http, rules, errors) ?? (stored?.Http is { } http ? HttpInput.Of(http) : null) },
            MonitorKind.Tcp => input with { Tcp = TcpForm.Read(fields, stored?.Tcp, rules, errors) ?? (stored?.Tcp is { } tcp ? TcpInput.Of(tcp) : null) },
            MonitorKind.Ping => input with { Ping = PingForm.Read(fields, rules, errors) ?? stored?.Ping },
            MonitorKind.Dns => input with { Dns = DnsForm.Read(fields, rules, errors) ?? stored?.Dns },
            MonitorKind.Tls => input with { Tls = TlsForm.Read(fields, rules, errors) ?? stored?.Tls },
            _ => input with { Heartbeat = HeartbeatForm.Read(fields, stored?.Heartbeat, errors) ?? stored?.Heartbeat },
        };
    }

    private static MonitorInput ReadSchedule(FieldReader fields, Monitor? stored, MonitorInput input, MonitorRules rules, FieldErrors errors)
    {
        var interval = fields.Integer("intervalSeconds", MonitorLimits.MinIntervalSeconds, MonitorLimits.MaxIntervalSeconds);
        var timeout = fields.Integer("timeoutSeconds", MonitorLimits.MinTimeoutSeconds, MonitorLimits.MaxTimeoutSeconds);
        var regions = Regions(fields, rules);
        var confirmAfter = fields.Integer("confirmAfter", 1, MonitorLimits.MaxConfirmAfter);
        input = input with
        {
            IntervalSeconds = interval ?? stored?.IntervalSeconds ?? input.IntervalSeconds,
            TimeoutSeconds = timeout ?? stored?.TimeoutSeconds ?? input.TimeoutSeconds,
            Regions = regions ?? stored?.Regions ?? rules.Regions,
            ConfirmAfter = confirmAfter ?? stored?.ConfirmAfter ?? input.ConfirmAfter,
            Quorum = ReadQuorum(fields) ?? stored?.Quorum ?? input.Quorum,
            Assertions = AssertionsForm.Read(fields, input.Kind, errors) ?? stored?.Assertions ?? [],
            DegradedAfterMilliseconds = fields.Has("degradedAfterMilliseconds")
                ? fields.IsNull("degradedAfterMilliseconds") ? null : fields.Integer("degradedAfterMilliseconds", 1, MonitorLimits.MaxDegradedAfterMilliseconds)
                : stored?.DegradedAfterMilliseconds,
        };
        CheckTimeout(fields, input, interval, timeout);
        CheckHistory(fields, input, interval, confirmAfter);
        if (input.Kind == MonitorKind.Ping && (stored is null || regions is not null)) CheckPing(fields, input, rules);
        return input;
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

    // Of a region that has not reported nothing is known: it is given the benefit of the doubt.
    private static void CheckPing(FieldReader fields, MonitorInput input, MonitorRules rules)
    {
        var unable = rules.RegionsWithoutPing;
        if (!input.Regions.All(unable.Contains)) return;
        var able = rules.Regions.Except(unable).ToArray();
        fields.Refuse(
            fields.Has("regions") ? "regions" : "kind",
            able.Length == 0 ? "No region of this installation can send ICMP echo requests; a tcp monitor tells as much of a host." : $"None of these regions can send ICMP echo requests; {string.Join(", ", able)} can.");
    }

    private static void RefuseAll(FieldReader fields, string[] names, string detail)
    {
        foreach (var name in names)
            if (fields.Has(name)) fields.Refuse(name, detail);
    }

    private static string Word(MonitorKind kind) => Kinds[(int)kind];
}
