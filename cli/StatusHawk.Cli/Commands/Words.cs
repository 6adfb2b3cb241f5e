using System.Globalization;
using System.Text.Json.Nodes;
using StatusHawk.Cli.AsCode;
using StatusHawk.Cli.Output;

namespace StatusHawk.Cli.Commands;

/// <summary>How what the API says is put on a screen.</summary>
internal static class Words
{
    public static string Verdict(string? verdict) => verdict switch
    {
        "up" => "[green]up[/]",
        "down" => "[red]down[/]",
        "degraded" or "partial" or "unknown" => $"[yellow]{verdict}[/]",
        _ => $"[dim]{Terminal.Plain(verdict)}[/]",
    };

    public static string Text(JsonNode? thing, string field) => Terminal.Plain(MonitorShape.Text(thing?[field]));

    /// <summary>What a monitor asks, without secrets.</summary>
    public static string Target(JsonObject monitor)
    {
        var kind = MonitorShape.KindOf(monitor);
        var target = monitor[kind];
        return kind switch
        {
            "http" => Text(target, "url"),
            "tcp" or "tls" => $"{Text(target, "host")}:{target?["port"]}",
            "dns" => $"{Text(target, "name")} {Text(target, "recordType")}",
            "heartbeat" => "every " + (target?["periodSeconds"]?.GetValue<long>() is { } period ? Spans.Of(period * 1000) : "?"),
            _ => Text(target, "host"),
        };
    }

    /// <summary>How long ago, roughly.</summary>
    public static string Ago(JsonNode? time, DateTimeOffset now)
    {
        if (!DateTimeOffset.TryParse(MonitorShape.Text(time), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return "";
        var ago = now - at;
        return ago.TotalSeconds < 90 ? "just now"
            : ago.TotalMinutes < 90 ? string.Create(CultureInfo.InvariantCulture, $"{ago.TotalMinutes:0} min ago")
            : ago.TotalHours < 36 ? string.Create(CultureInfo.InvariantCulture, $"{ago.TotalHours:0} h ago")
            : string.Create(CultureInfo.InvariantCulture, $"{ago.TotalDays:0} days ago");
    }
}
