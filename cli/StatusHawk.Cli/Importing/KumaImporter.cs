using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StatusHawk.Cli.AsCode;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Cli.Importing;

/// <summary>
/// Uptime Kuma: rows of its table <c>monitor</c> as JSON (<c>sqlite3 -json kuma.db 'select * from monitor'</c>), or the backup file of version 1 with
/// <c>monitorList</c> and <c>notificationList</c>. The two spell some fields differently.
/// </summary>
public sealed partial class KumaImporter
{
    private readonly Import _import;
    private readonly Dictionary<string, string> _groups = new(StringComparer.Ordinal);

    private KumaImporter(Import import) => _import = import;

    public static Import Read(string text, bool withSecrets)
    {
        var import = new Import(withSecrets);
        new KumaImporter(import).Read(text);
        return import;
    }

    private void Read(string text)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(text);
        }
        catch (JsonException e)
        {
            throw new CliException($"The file is no JSON: {e.Message}", "Export with: sqlite3 -json kuma.db 'select * from monitor' > kuma.json");
        }

        var (rows, notifications) = root switch
        {
            JsonArray array => (array, null),
            JsonObject backup when backup["monitorList"] is JsonArray list => (list, backup["notificationList"] as JsonArray),
            _ => throw new CliException("The file is neither rows of the table monitor nor a backup with monitorList.", "Export with: sqlite3 -json kuma.db 'select * from monitor' > kuma.json"),
        };
        if (root is JsonArray) _import.Note("Tags, notifications, status pages, maintenance and history are in other tables and were not read.");
        else _import.Note("Status pages, maintenance and history were not read.");
        var monitors = rows.OfType<JsonObject>().ToArray();
        foreach (var group in monitors.Where(monitor => monitor.Text("type") == "group")) _groups[group.Text("id") ?? ""] = group.Text("name") ?? "";
        foreach (var monitor in monitors) Monitor(monitor);
        foreach (var notification in notifications?.OfType<JsonObject>() ?? []) Notification(notification);
    }

    private void Monitor(JsonObject row)
    {
        var (name, type) = (row.Text("name") ?? "unnamed", row.Text("type") ?? "http");
        if (type == "group")
        {
            _import.Note($"The group {name} is no monitor here: those in it have its name as a tag.");
            return;
        }

        if (row.Truth("upside_down", "upsideDown"))
        {
            _import.Note($"{name} is left out: it is upside down (up means down), which there is not here.");
            return;
        }

        var key = _import.NewKey(name);
        var made = new JsonObject { ["name"] = name };
        var assertions = new JsonArray();
        var target = Target(key, type, row, made, assertions);
        if (target is null)
        {
            _import.Note($"{name} is left out: there is no check of its type, {type}.");
            return;
        }

        if (type != "push") Schedule(key, type, row, made);
        if (assertions.Count > 0) made["assertions"] = assertions;
        made["enabled"] = row["active"] is null || row.Truth("active");
        Tags(row, made);
        Leftovers(key, type, row);
        _import.Add(key, made);
    }

    private JsonObject? Target(string key, string type, JsonObject row, JsonObject made, JsonArray assertions)
    {
        var host = row.Text("hostname");
        var port = (int)(row.Number("port") ?? 0);
        var ip = row.Text("ip_family", "ipFamily") switch { "ipv4" or "4" => "ipv4", "ipv6" or "6" => "ipv6", _ => null };
        JsonObject? target;
        string kind;
        switch (type)
        {
            case "http" or "keyword" or "json-query":
                (kind, target) = ("http", Http(key, row, assertions));
                if (type == "keyword" && row.Text("keyword") is { } keyword)
                    _import.Assert(key, assertions, $"[BODY] {(row.Truth("invert_keyword", "invertKeyword") ? "!contains" : "contains")} {JsonSerializer.Serialize(keyword)}");
                if (type == "json-query") JsonQuery(key, row, assertions);
                break;
            case "port":
                (kind, target) = ("tcp", new JsonObject { ["host"] = host, ["port"] = port });
                break;
            case "ping":
                (kind, target) = ("ping", new JsonObject { ["host"] = host });
                break;
            case "dns":
                (kind, target) = ("dns", new JsonObject { ["name"] = host, ["recordType"] = row.Text("dns_resolve_type") ?? "A" });
                if (row.Text("dns_resolve_server") is { } servers) target["resolver"] = Resolver(key, servers, port);
                break;
            case "push":
                var period = _import.Bounded(key, "the interval", row.Number("interval") ?? 60, MonitorLimits.MinPeriodSeconds, MonitorLimits.MaxPeriodSeconds);
                var grace = (row.Number("maxretries") ?? 0) * (row.Number("retry_interval", "retryInterval") ?? 60);
                (kind, target) = ("heartbeat", new JsonObject { ["periodSeconds"] = period, ["graceSeconds"] = (long)Math.Clamp(grace, 60, MonitorLimits.MaxGraceSeconds) });
                _import.Note($"{key}: the job must call its new address, which the monitor shows once it is made; the push token is not carried over.");
                break;
            default:
                return null;
        }

        if (ip is not null && kind != "dns" && kind != "heartbeat") target["ipVersion"] = ip;
        made["kind"] = kind;
        made[kind] = target;
        return target;
    }

    private JsonObject Http(string key, JsonObject row, JsonArray assertions)
    {
        var target = new JsonObject();
        var url = row.Text("url") ?? "";
        var (user, password) = (row.Text("basic_auth_user"), row.Text("basic_auth_pass"));
        if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.UserInfo.Length > 0)
        {
            var parts = uri.UserInfo.Split(':', 2);
            (user, password) = (Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
            url = url.Replace(uri.UserInfo + "@", "", StringComparison.Ordinal);
        }

        target["url"] = url;
        var method = row.Text("method")?.ToUpperInvariant() ?? "GET";
        target["method"] = method;
        var headers = (row.Nested("headers") as JsonObject ?? []).Select(header => KeyValuePair.Create(header.Key, MonitorShape.Text(header.Value) ?? header.Value?.ToJsonString() ?? ""))
            .ToDictionary(StringComparer.OrdinalIgnoreCase);
        if (row.Text("headers") is not null && row.Nested("headers") is not JsonObject) _import.Note($"{key}: its headers are no JSON object and are left out.");
        if (headers.GetValueOrDefault("Host") is { } host) target["host"] = host;
        if (row.Text("body") is { } body)
        {
            if (method is "GET" or "HEAD") _import.Note($"{key}: the body is left out, since {method} has none here.");
            else
            {
                target["body"] = body;
                _import.Note($"{key}: the request's body is written as it is; look whether it holds a secret.");
                if (row.Text("http_body_encoding", "httpBodyEncoding") is "xml") headers.TryAdd("Content-Type", "text/xml; charset=utf-8");
                if (row.Text("http_body_encoding", "httpBodyEncoding") is "form") headers.TryAdd("Content-Type", "application/x-www-form-urlencoded");
            }
        }

        Authentication(key, row.Text("auth_method", "authMethod"), user, password, target, headers);
        if (_import.Headers(key, headers) is { Count: > 0 } made) target["headers"] = made;
        if (row.Number("maxredirects") is { } redirects)
        {
            target["maxRedirects"] = (int)Math.Clamp(redirects, 0, MonitorLimits.MaxRedirects);
            if (redirects > MonitorLimits.MaxRedirects) _import.Note(string.Create(CultureInfo.InvariantCulture, $"{key}: {redirects} redirects become {MonitorLimits.MaxRedirects}, the most there are."));
        }

        if (row.Truth("ignore_tls", "ignoreTls")) target["ignoreCertificateErrors"] = true;
        Statuses(key, row, assertions);
        return target;
    }

    private void Authentication(string key, string? method, string? user, string? password, JsonObject target, Dictionary<string, string> headers)
    {
        if (method is not (null or "" or "basic" or "null")) _import.Note($"{key}: authentication by {method} is not carried over.");
        else if (user is not null && headers.ContainsKey("Authorization")) _import.Note($"{key}: Basic authentication is left out, since there is a header Authorization.");
        else if (user is not null) target["auth"] = new JsonObject { ["type"] = "basic", ["user"] = user, ["password"] = _import.Secret(key, "password", password ?? "") };
    }

    private void Statuses(string key, JsonObject row, JsonArray assertions)
    {
        var accepted = (row.Nested("accepted_statuscodes", "accepted_statuscodes_json") as JsonArray ?? []).Select(code => MonitorShape.Text(code) ?? code?.ToJsonString()).OfType<string>().ToArray();
        if (accepted.Length == 0 || accepted is ["200-299"]) return;
        var codes = accepted.Select(code => WholeHundred().Match(code) is { Success: true } match && match.Groups[1].Value == match.Groups[2].Value ? $"{match.Groups[1].Value}xx" : code).ToArray();
        _import.Assert(key, assertions, codes is [var only] ? $"[STATUS] == {only}" : $"[STATUS] == any({string.Join(", ", codes)})");
    }

    // Uptime Kuma's queries are JSONata, a language; plain paths of it mean the same here.
    private void JsonQuery(string key, JsonObject row, JsonArray assertions)
    {
        var (path, expected) = (row.Text("json_path", "jsonPath") ?? "$", row.Text("expected_value", "expectedValue") ?? "");
        var @operator = row.Text("json_path_operator", "jsonPathOperator") ?? "==";
        if (!PlainPath().IsMatch(path) || @operator is not ("==" or "!=" or "<" or "<=" or ">" or ">=" or "contains"))
        {
            _import.Note($"{key}: the query '{path} {@operator} {expected}' is left out: only plain paths are carried over.");
            return;
        }

        path = path.TrimStart('$').TrimStart('.');
        var subject = path.Length == 0 ? "[BODY]" : path[0] == '[' ? $"[BODY]{path}" : $"[BODY].{path}";
        var number = double.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

        // It compares texts, so that "42" is met by 42, too.
        var plain = number || expected is "true" or "false" or "null";
        var operand = @operator is "==" or "!=" && plain && path.Length > 0 ? $"any({expected}, {JsonSerializer.Serialize(expected)})" : plain && @operator is not "contains" ? expected : JsonSerializer.Serialize(expected);
        _import.Assert(key, assertions, $"{subject} {@operator} {operand}");
    }

    private string Resolver(string key, string servers, int port)
    {
        var all = servers.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (all.Length > 1) _import.Note($"{key}: of {all.Length} name servers the first is asked.");
        var first = all.FirstOrDefault() ?? "";
        return port is 0 or 53 ? first : string.Create(CultureInfo.InvariantCulture, $"{(first.Contains(':', StringComparison.Ordinal) ? $"[{first}]" : first)}:{port}");
    }

    private void Schedule(string key, string type, JsonObject row, JsonObject made)
    {
        var interval = _import.Bounded(key, "the interval", row.Number("interval") ?? 60, MonitorLimits.MinIntervalSeconds, MonitorLimits.MaxIntervalSeconds);
        made["intervalSeconds"] = interval;
        var timeout = row.Number("timeout") is > 0 and { } given ? _import.Bounded(key, "the timeout", given, MonitorLimits.MinTimeoutSeconds, Math.Min(MonitorLimits.MaxTimeoutSeconds, interval)) : Math.Min(MonitorLimits.DefaultTimeoutSeconds, interval);
        made["timeoutSeconds"] = timeout;
        var retries = row.Number("maxretries") ?? 0;
        made["confirmAfter"] = (int)Math.Clamp(retries + 1, 1, MonitorLimits.MaxConfirmAfterFor((int)interval));
        if (retries + 1 > MonitorLimits.MaxConfirmAfterFor((int)interval)) _import.Note(string.Create(CultureInfo.InvariantCulture, $"{key}: {retries} retries become {made["confirmAfter"]} failures in a row."));
        if (retries > 0 && row.Number("retry_interval", "retryInterval") is { } between && (long)between != interval)
            _import.Note(string.Create(CultureInfo.InvariantCulture, $"{key}: retries come at the interval of {interval} s, not after {between} s."));
    }

    private void Tags(JsonObject row, JsonObject made)
    {
        var tags = new List<string>();
        foreach (var tag in (row["tags"] as JsonArray ?? []).OfType<JsonObject>())
            if (tag.Text("name") is { } name) tags.Add(Import.Tag(tag.Text("value") is { } value ? $"{name}:{value}" : name));
        if (row.Text("parent") is { } parent && _groups.TryGetValue(parent, out var group)) tags.Add(Import.Tag(group));
        tags.RemoveAll(tag => tag.Length == 0);
        if (tags.Count > 0) made["tags"] = new JsonArray([.. tags.Distinct().Take(20).Select(tag => (JsonNode)tag)]);
    }

    private void Leftovers(string key, string type, JsonObject row)
    {
        if (type is "http" or "keyword" or "json-query" && row.Truth("expiry_notification", "expiryNotification"))
            _import.Note($"{key}: notices of an expiring certificate are not carried over; the condition '[CERTIFICATE_EXPIRATION] > 14d' calls it down.");
        if (row.Text("proxy_id", "proxyId") is not (null or "0")) _import.Note($"{key}: the proxy is not carried over.");
        if (row.Number("resend_interval", "resendInterval") is > 0) _import.Note($"{key}: repeated notifications are not carried over.");
        if (row.Nested("notificationIDList") is JsonObject { Count: > 0 }) _import.Note($"{key}: here every channel hears of every monitor.");
        if (row.Nested("conditions") is JsonArray { Count: > 0 }) _import.Note($"{key}: its conditions are not carried over.");
        if (row.Truth("cache_bust", "cacheBust")) _import.Note($"{key}: the changing query string against caches is not carried over.");
        if (row.Text("tls_cert", "tlsCert") is not null) _import.Note($"{key}: the client certificate is not carried over.");
        if (row.Text("description") is not null) _import.Note($"{key}: the description is not carried over.");
    }

    private void Notification(JsonObject notification)
    {
        var name = notification.Text("name") ?? "unnamed";
        var config = notification.Nested("config") as JsonObject ?? notification;
        switch (config.Text("type"))
        {
            case "smtp" when config.Text("smtpTo") is { } to:
                _import.AddChannel(name, new() { ["kind"] = "email", ["email"] = new JsonObject { ["to"] = new JsonArray([.. to.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(one => (JsonNode)one)]) } });
                _import.Note($"Channel {name}: mails go through this installation's sender; the SMTP server is not carried over.");
                break;
            case "webhook" when config.Text("webhookURL") is { } url:
                _import.AddChannel(name, new() { ["kind"] = "webhook", ["webhook"] = new JsonObject { ["url"] = _import.Secret(name, "url", url) } });
                _import.Note($"Channel {name}: the webhook's body has another form here; see docs/channels.md.");
                break;
            default:
                _import.Note($"The notification {name} is left out: there is no channel of its type, {config.Text("type")}.");
                break;
        }
    }

    [GeneratedRegex("^([1-5])00-([1-5])99$", RegexOptions.NonBacktracking)]
    private static partial Regex WholeHundred();

    [GeneratedRegex(@"^(\$|\$?\.?[A-Za-z_][A-Za-z0-9_]*((\.[A-Za-z_][A-Za-z0-9_]*)|(\[[0-9]+\]))*|\$(\[[0-9]+\])((\.[A-Za-z_][A-Za-z0-9_]*)|(\[[0-9]+\]))*)$", RegexOptions.NonBacktracking)]
    private static partial Regex PlainPath();
}
