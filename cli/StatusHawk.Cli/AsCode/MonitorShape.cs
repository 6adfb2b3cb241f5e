using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using StatusHawk.Core;
using StatusHawk.Core.Checks.Assertions;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Cli.AsCode;

/// <summary>
/// The forms of a monitor. <b>Short</b>: as people write it in a file. <b>Complete</b>: the API's fields, every default filled in and everything written one way, so
/// that two can be compared field by field. What the server adds (verdict, times, ids) is in neither.
/// </summary>
public static class MonitorShape
{
    internal static readonly string[] Kinds = ["http", "tcp", "ping", "dns", "tls", "heartbeat"];

    private static readonly Dictionary<string, JsonObject> TargetDefaults = new()
    {
        ["http"] = new() { ["method"] = "GET", ["maxRedirects"] = HttpTarget.DefaultMaxRedirects, ["httpVersion"] = "1.1", ["ipVersion"] = "any", ["ignoreCertificateErrors"] = false },
        ["tcp"] = new() { ["tls"] = false, ["ipVersion"] = "any", ["ignoreCertificateErrors"] = false },
        ["ping"] = new() { ["ipVersion"] = "any" },
        ["dns"] = new() { ["recordType"] = "A", ["expectRcode"] = "NOERROR" },
        ["tls"] = new() { ["port"] = TlsTarget.DefaultPort, ["minDaysLeft"] = TlsTarget.DefaultMinDaysLeft, ["minVersion"] = "1.2", ["ipVersion"] = "any" },
        ["heartbeat"] = new() { ["graceSeconds"] = 300 },
    };

    private static readonly JsonObject ScheduleDefaults = new()
    {
        ["assertions"] = new JsonArray(),
        ["degradedAfterMilliseconds"] = null,
        ["intervalSeconds"] = MonitorLimits.DefaultIntervalSeconds,
        ["timeoutSeconds"] = MonitorLimits.DefaultTimeoutSeconds,
        ["confirmAfter"] = MonitorLimits.DefaultConfirmAfter,
        ["quorum"] = "majority",
    };

    private static readonly string[] OnlyHeartbeatFields = ["periodSeconds", "graceSeconds"];

    /// <summary>The kind that is named, or that of the target that is there.</summary>
    public static string KindOf(JsonObject monitor) => Text(monitor["kind"]) ?? Kinds.FirstOrDefault(monitor.ContainsKey) ?? "http";

    /// <param name="monitor">As the API shows it, or as a file says with the API's fields.</param>
    /// <param name="allRegions">Those of the installation: what no regions mean. Null: not known; then no regions stay none.</param>
    public static JsonObject Complete(JsonObject monitor, IReadOnlyList<string>? allRegions)
    {
        var kind = KindOf(monitor);
        var made = new JsonObject { ["name"] = Text(monitor["name"])?.Trim(), ["kind"] = kind, [kind] = Target(kind, monitor[kind] as JsonObject ?? []) };
        if (kind != "heartbeat")
        {
            foreach (var (name, value) in ScheduleDefaults) made[name] = (monitor.ContainsKey(name) ? monitor[name] : value)?.DeepClone();
            made["assertions"] = new JsonArray([.. (made["assertions"] as JsonArray ?? []).Select(Canonical)]);
            if (Quorum.TryParse(Text(made["quorum"]), out var quorum)) made["quorum"] = quorum.ToString();
            var regions = monitor["regions"] is JsonArray named ? named.Select(Text) : allRegions;
            made["regions"] = regions is null ? null : new JsonArray([.. regions.Distinct().Order(StringComparer.Ordinal).Select(region => (JsonNode?)region)]);
        }

        made["enabled"] = monitor["enabled"]?.DeepClone() ?? true;
        var tags = (monitor["tags"] as JsonArray ?? []).Select(tag => Text(tag)?.ToLowerInvariant());
        made["tags"] = new JsonArray([.. tags.Distinct().Order(StringComparer.Ordinal).Select(tag => (JsonNode?)tag)]);
        return made;
    }

    /// <summary>As short as it can be written and still mean the same.</summary>
    /// <param name="key">The key it stands under; a name that is the same need not be written.</param>
    /// <param name="monitor">As the API shows it.</param>
    /// <param name="allRegions">Those of the installation, if known.</param>
    public static JsonObject Short(string key, JsonObject monitor, IReadOnlyList<string>? allRegions)
    {
        var complete = Complete(monitor, allRegions);
        var kind = KindOf(complete);
        var made = new JsonObject();
        if (Text(complete["name"]) is { } name && name != key) made["name"] = name;
        made[kind] = ShortTarget(kind, complete[kind]!.AsObject());
        foreach (var (field, value) in complete)
        {
            if (field is "name" or "kind" || field == kind || value is null) continue;
            if (ScheduleDefaults.TryGetPropertyValue(field, out var usual) && JsonNode.DeepEquals(value, usual)) continue;
            if (field == "regions" && allRegions is not null && value.AsArray().Select(Text).SequenceEqual(allRegions.Order(StringComparer.Ordinal))) continue;
            if ((field == "enabled" && value.GetValue<bool>()) || (field == "tags" && value.AsArray().Count == 0)) continue;
            switch (field)
            {
                case "intervalSeconds": made["interval"] = Spans.Of(Number(value) * 1000); break;
                case "timeoutSeconds": made["timeout"] = Spans.Of(Number(value) * 1000); break;
                case "degradedAfterMilliseconds": made["degradedAfter"] = Spans.Of(Number(value)); break;
                default: made[field] = value.DeepClone(); break;
            }
        }

        return made;
    }

    /// <summary>The short form read back to the API's fields; what is wrong with it is for the API's own rules to say.</summary>
    /// <param name="key">The key it stands under.</param>
    /// <param name="entry">What stands there.</param>
    /// <param name="wrong">Takes a field and what is wrong with it.</param>
    public static JsonObject Expand(string key, JsonNode? entry, Action<string, string> wrong)
    {
        if (Text(entry) is { } url) return new() { ["name"] = key, ["kind"] = "http", ["http"] = new JsonObject { ["url"] = url } };
        if (entry is not JsonObject fields)
        {
            wrong("", "Must be a URL, or a monitor with one of http, tcp, ping, dns, tls and heartbeat.");
            return [];
        }

        var made = new JsonObject { ["name"] = key };
        foreach (var (name, value) in fields)
        {
            if (name is "interval" or "timeout" or "degradedAfter") Time(made, name, name == "degradedAfter" ? "degradedAfterMilliseconds" : name + "Seconds", value, wrong);
            else if (Kinds.Contains(name)) made[name] = ExpandTarget(name, value, (field, what) => wrong(field.Length == 0 ? name : $"{name}.{field}", what));
            else made[name] = value?.DeepClone();
        }

        if (!fields.ContainsKey("kind"))
        {
            var kinds = Kinds.Where(fields.ContainsKey).ToArray();
            if (kinds.Length == 1) made["kind"] = kinds[0];
            else wrong("", kinds.Length == 0 ? "Must have one of http, tcp, ping, dns, tls and heartbeat." : $"Must have one target, and has {string.Join(" and ", kinds)}.");
        }

        return made;
    }

    /// <summary>What is wrong with a monitor in the API's fields, by the API's own rules.</summary>
    public static IReadOnlyList<FieldError> WhatIsWrong(JsonObject expanded)
    {
        var errors = new FieldErrors();
        var probe = expanded.DeepClone().AsObject();

        // A mask stands for some secret; which one does not matter here.
        foreach (var (_, parent, name) in Secrets.Of(probe)) if (Mask.Is(parent[name])) parent[name] = "x";
        var regions = (probe["regions"] as JsonArray)?.Select(Text).OfType<string>().ToArray() is { Length: > 0 } named ? named : ["any"];
        MonitorForm.Read(JsonSerializer.SerializeToElement(probe), stored: null, new MonitorRules(regions, AllowPrivateTargets: true), errors);
        return errors.Items;
    }

    internal static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static long Number(JsonNode? node) => node is JsonValue value
        ? value.TryGetValue<long>(out var number) ? number : value.TryGetValue<int>(out var small) ? small : 0
        : 0;

    private static JsonObject Target(string kind, JsonObject given)
    {
        var made = new JsonObject();
        foreach (var (name, value) in given)
            if (value is not null && (kind != "heartbeat" || OnlyHeartbeatFields.Contains(name))) made[name] = value.DeepClone();
        foreach (var (name, value) in TargetDefaults[kind]) made.TryAdd(name, value?.DeepClone());
        if (kind == "http")
        {
            if (Text(made["url"]) is { } url) made["url"] = TargetUrl.WithoutFragment(url);
            if (made["headers"] is JsonObject { Count: 0 }) made.Remove("headers");
        }

        foreach (var upper in new[] { "method", "recordType", "expectRcode" })
            if (Text(made[upper]) is { } text) made[upper] = text.ToUpperInvariant();
        return made;
    }

    private static JsonNode? Canonical(JsonNode? assertion)
    {
        if (assertion is null) return null;
        var errors = new FieldErrors();
        return ConditionForm.Read(JsonSerializer.SerializeToElement(assertion), "#", errors)?.ToString() ?? assertion.DeepClone();
    }

    private static JsonNode ShortTarget(string kind, JsonObject target)
    {
        var made = new JsonObject();
        foreach (var (name, value) in target)
            if (!TargetDefaults[kind].TryGetPropertyValue(name, out var usual) || !JsonNode.DeepEquals(usual, value)) made[name] = value?.DeepClone();
        if (kind == "heartbeat")
        {
            var period = new JsonObject { ["period"] = Spans.Of(Number(made["periodSeconds"]) * 1000) };
            if (made["graceSeconds"] is { } grace) period["grace"] = Spans.Of(Number(grace) * 1000);
            return period.Count == 1 ? period["period"]!.DeepClone() : period;
        }

        var (only, two) = (made.Count == 1, made.Count == 2);
        return kind switch
        {
            "http" when only && Text(made["url"]) is { } url => url,
            "ping" or "tls" when only && Text(made["host"]) is { } host && !host.Contains(':', StringComparison.Ordinal) => host,
            "dns" when only && Text(made["name"]) is { } name => name,
            "tcp" or "tls" when two && Text(made["host"]) is { } host && !host.Contains(':', StringComparison.Ordinal) && made["port"] is { } port =>
                string.Create(CultureInfo.InvariantCulture, $"{host}:{Number(port)}"),
            _ => made,
        };
    }

    private static JsonNode? ExpandTarget(string kind, JsonNode? given, Action<string, string> wrong)
    {
        if (given is JsonObject fields)
        {
            var made = new JsonObject();
            foreach (var (name, value) in fields)
            {
                if (kind == "heartbeat" && name is "period" or "grace") Time(made, name, name + "Seconds", value, wrong);
                else made[name] = value?.DeepClone();
            }

            return made;
        }

        if (Text(given) is not { } text) return given?.DeepClone();
        switch (kind)
        {
            case "http": return new JsonObject { ["url"] = text };
            case "ping": return new JsonObject { ["host"] = text };
            case "dns": return new JsonObject { ["name"] = text };
            case "heartbeat":
                var period = new JsonObject();
                Time(period, "", "periodSeconds", text, wrong);
                return period;
            default:
                var at = text.LastIndexOf(':');
                if (at > 0 && int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
                    return new JsonObject { ["host"] = text[..at].TrimStart('[').TrimEnd(']'), ["port"] = port };
                if (kind == "tcp") wrong("", "Must be host:port.");
                return new JsonObject { ["host"] = text };
        }
    }

    private static void Time(JsonObject made, string name, string field, JsonNode? value, Action<string, string> wrong)
    {
        var unit = field.EndsWith("Milliseconds", StringComparison.Ordinal) ? 1 : 1000;
        if (value is null && unit == 1) made[field] = null;
        else if (Text(value) is { } text && Spans.Milliseconds(text) is { } milliseconds && milliseconds % unit == 0) made[field] = milliseconds / unit;
        else wrong(name, unit == 1 ? "Must be a time such as 800ms or 2s." : "Must be a time in whole seconds such as 30s, 5m or 1h.");
    }
}
