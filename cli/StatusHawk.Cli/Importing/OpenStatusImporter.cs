using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using StatusHawk.Cli.AsCode;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Cli.Importing;

/// <summary>OpenStatus: <c>openstatus.yaml</c> of its command line, a mapping of keys to monitors.</summary>
public sealed class OpenStatusImporter
{
    private readonly Import _import;

    private OpenStatusImporter(Import import) => _import = import;

    public static Import Read(string text, bool withSecrets)
    {
        if (YamlText.Read(text) is not JsonObject root) throw new CliException("The file is no mapping of monitors.", "Give openstatus.yaml.");
        var import = new Import(withSecrets);
        var importer = new OpenStatusImporter(import);
        foreach (var (key, entry) in root)
        {
            if (entry is JsonObject monitor && monitor["request"] is JsonObject) importer.Monitor(key, monitor);
            else import.Note($"'{key}' is left out: it is no monitor with a request.");
        }

        return import;
    }

    private void Monitor(string own, JsonObject monitor)
    {
        var key = _import.NewKey(own);
        var request = monitor["request"]!.AsObject();
        var made = new JsonObject { ["name"] = monitor.Text("name") ?? own, ["enabled"] = monitor.Truth("active") };
        var assertions = new JsonArray();
        var kind = monitor.Text("kind") ?? "http";
        switch (kind)
        {
            case "http":
                made["http"] = Http(key, request);
                break;
            case "tcp":
                made["tcp"] = Tcp(request);
                break;
            default:
                _import.Note($"{key} is left out: there is no check of its kind, {kind}, that could be made of it.");
                return;
        }

        made["kind"] = kind;
        foreach (var assertion in (monitor["assertions"] as JsonArray ?? []).OfType<JsonObject>()) Assertion(key, assertion, assertions);
        if (assertions.Count > 0) made["assertions"] = assertions;
        Schedule(key, monitor, made);
        if (monitor["regions"] is JsonArray { Count: > 0 } regions)
            _import.Note($"{key}: the regions {string.Join(", ", regions.Select(region => MonitorShape.Text(region)))} are OpenStatus'; here it is checked from all.");
        foreach (var part in new[] { "description", "public", "openTelemetry" })
            if (monitor[part] is not null && monitor.Text(part) != "false") _import.Note($"{key}: '{part}' is not carried over.");
        _import.Add(key, made);
    }

    private JsonObject Http(string key, JsonObject request)
    {
        var method = request.Text("method")?.ToUpperInvariant() ?? "GET";
        var target = new JsonObject { ["url"] = request.Text("url") ?? "", ["method"] = method };
        var headers = (request["headers"] as JsonObject ?? []).Select(header => KeyValuePair.Create(header.Key, MonitorShape.Text(header.Value) ?? header.Value?.ToJsonString() ?? "")).ToArray();
        if (headers.FirstOrDefault(header => header.Key.Equals("Host", StringComparison.OrdinalIgnoreCase)).Value is { } host) target["host"] = host;
        if (_import.Headers(key, headers) is { Count: > 0 } made) target["headers"] = made;
        if (request.Text("body") is { } body)
        {
            if (method is "GET" or "HEAD") _import.Note($"{key}: the body is left out, since {method} has none here.");
            else
            {
                target["body"] = body;
                _import.Note($"{key}: the request's body is written as it is; look whether it holds a secret.");
            }
        }

        return target;
    }

    private static JsonObject Tcp(JsonObject request)
    {
        var host = request.Text("host") ?? request.Text("url") ?? "";
        var port = (int)(request.Number("port") ?? 0);
        var at = host.LastIndexOf(':');
        if (port == 0 && at > 0 && int.TryParse(host.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var inside)) (host, port) = (host[..at], inside);
        return new() { ["host"] = host, ["port"] = port };
    }

    private void Schedule(string key, JsonObject monitor, JsonObject made)
    {
        var interval = _import.Bounded(key, "the frequency", monitor.Text("frequency") is { } frequency && Spans.Milliseconds(frequency) is { } milliseconds ? milliseconds / 1000.0 : 600, MonitorLimits.MinIntervalSeconds, MonitorLimits.MaxIntervalSeconds);
        made["intervalSeconds"] = interval;
        if (monitor.Number("timeout") is > 0 and { } timeout)
            made["timeoutSeconds"] = _import.Bounded(key, "the timeout", timeout / 1000, MonitorLimits.MinTimeoutSeconds, Math.Min(MonitorLimits.MaxTimeoutSeconds, interval));
        if (monitor.Number("degradedAfter") is > 0 and { } degraded) made["degradedAfterMilliseconds"] = (int)Math.Clamp(degraded, 1, MonitorLimits.MaxDegradedAfterMilliseconds);
        if (monitor.Number("retry") is not (> 0 and { } retries)) return;
        made["confirmAfter"] = (int)Math.Clamp(retries + 1, 1, MonitorLimits.MaxConfirmAfterFor((int)interval));
        _import.Note(string.Create(CultureInfo.InvariantCulture, $"{key}: {retries} retries at once become {made["confirmAfter"]} failures in a row, an interval apart; a failed check is tried again at once in any case."));
    }

    private void Assertion(string key, JsonObject assertion, JsonArray assertions)
    {
        var (kind, compare, target) = (assertion.Text("kind"), assertion.Text("compare") ?? "eq", assertion.Text("target") ?? "");
        var symbol = compare switch { "eq" => "==", "not_eq" => "!=", "gt" => ">", "gte" => ">=", "lt" => "<", "lte" => "<=", "contains" => "contains", "not_contains" => "!contains", _ => null };
        var quoted = JsonSerializer.Serialize(target);
        var name = assertion.Text("key")?.ToLowerInvariant();
        var condition = (kind, compare) switch
        {
            ("statusCode", _) when symbol is not null => $"[STATUS] {symbol} {target}",
            ("header", "empty") => $"has([HEADER].{name}) == false",
            ("header", "not_empty") => $"has([HEADER].{name}) == true",
            ("header", _) when symbol is "==" or "!=" or "contains" or "!contains" => $"[HEADER].{name} {symbol} {quoted}",
            ("textBody", "empty") => "[BODY_SIZE] == 0",
            ("textBody", "not_empty") => "[BODY_SIZE] > 0",
            ("textBody", _) when symbol is "==" or "!=" or "contains" or "!contains" => $"[BODY] {symbol} {quoted}",
            _ => null,
        };
        if (condition is null) _import.Note($"{key}: the assertion {kind} {compare} {target} is left out: there is none like it.");
        else _import.Assert(key, assertions, condition);
    }
}
