using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StatusHawk.Cli.AsCode;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Cli.Importing;

/// <summary>Gatus: its YAML's <c>endpoints</c> and <c>external-endpoints</c>. Its conditions are those that ours were made after.</summary>
public sealed partial class GatusImporter
{
    private readonly Import _import;

    private GatusImporter(Import import) => _import = import;

    public static Import Read(string text, bool withSecrets)
    {
        if (YamlText.Read(text) is not JsonObject root || (root["endpoints"] is null && root["external-endpoints"] is null))
            throw new CliException("The file has no endpoints.", "Give Gatus' config.yaml.");
        var import = new Import(withSecrets);
        new GatusImporter(import).Read(root);
        return import;
    }

    private void Read(JsonObject root)
    {
        foreach (var endpoint in Each(root["endpoints"])) Endpoint(endpoint);
        foreach (var endpoint in Each(root["external-endpoints"])) External(endpoint);
        if (root["alerting"] is JsonObject alerting) _import.Note($"The alerting of {string.Join(", ", alerting.Select(provider => provider.Key))} is not carried over: make channels, see docs/channels.md.");
        foreach (var part in new[] { "maintenance", "suites", "announcements", "remote", "tunneling" })
            if (root[part] is not null) _import.Note($"The part '{part}' is not carried over.");
    }

    private static IEnumerable<JsonObject> Each(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();

    private void Endpoint(JsonObject endpoint)
    {
        var (key, made) = Begin(endpoint);
        var url = Env(endpoint.Text("url") ?? "");
        var client = endpoint["client"] as JsonObject ?? [];
        var kind = Target(key, url, endpoint, client, made);
        if (kind is null) return;

        var interval = _import.Bounded(key, "the interval", Seconds(endpoint.Text("interval")) ?? 60, MonitorLimits.MinIntervalSeconds, MonitorLimits.MaxIntervalSeconds);
        made["intervalSeconds"] = interval;
        made["timeoutSeconds"] = _import.Bounded(key, "the timeout", Seconds(client.Text("timeout")) ?? Math.Min(10, interval), MonitorLimits.MinTimeoutSeconds, Math.Min(MonitorLimits.MaxTimeoutSeconds, interval));
        var assertions = new JsonArray();
        var conditions = (endpoint["conditions"] as JsonArray ?? []).Select(MonitorShape.Text).OfType<string>().ToArray();
        foreach (var condition in conditions) Condition(key, kind, Env(condition), assertions);
        if (kind == "http" && !conditions.Any(condition => condition.Contains("[STATUS]", StringComparison.Ordinal)))
        {
            _import.Assert(key, assertions, "[STATUS] >= 100");
            _import.Note($"{key}: it has no condition about the status, so any will do, as before; without '[STATUS] >= 100' it would have to be 200 to 299.");
        }

        if (assertions.Count > 0) made["assertions"] = assertions;
        Thresholds(key, endpoint, (int)interval, made);
        foreach (var (part, what) in new[] { ("ssh", "the SSH settings"), ("maintenance-windows", "the maintenance windows"), ("store", "what is kept of its answers") })
            if (endpoint[part] is not null) _import.Note($"{key}: {what} are not carried over.");
        foreach (var part in client.Select(field => field.Key).Where(name => name is not ("insecure" or "ignore-redirect" or "timeout" or "dns-resolver" or "network")))
            _import.Note($"{key}: the client's {part} is not carried over.");
        if (client.Text("dns-resolver") is not null) _import.Note($"{key}: the client's dns-resolver is not carried over: names are resolved as in the region.");
        _import.Add(key, made);
    }

    private (string Key, JsonObject Made) Begin(JsonObject endpoint)
    {
        var (name, group) = (endpoint.Text("name") ?? "unnamed", endpoint.Text("group"));
        var made = new JsonObject { ["name"] = name, ["enabled"] = endpoint["enabled"] is null || endpoint.Truth("enabled") };
        if (group is not null && Import.Tag(group) is { Length: > 0 } tag) made["tags"] = new JsonArray((JsonNode)tag);
        return (_import.NewKey(group is null ? name : $"{group} {name}"), made);
    }

    private string? Target(string key, string url, JsonObject endpoint, JsonObject client, JsonObject made)
    {
        var network = client.Text("network") switch { "ip4" => "ipv4", "ip6" => "ipv6", _ => null };
        if (endpoint["dns"] is JsonObject dns)
        {
            made["kind"] = "dns";
            made["dns"] = new JsonObject { ["name"] = dns.Text("query-name")?.TrimEnd('.'), ["recordType"] = dns.Text("query-type") ?? "A", ["resolver"] = url.Replace("dns://", "", StringComparison.Ordinal) };
            return "dns";
        }

        var scheme = url.Split("://", 2)[0].ToLowerInvariant();
        var (host, port) = HostOf(url);
        var (kind, target) = scheme switch
        {
            "http" or "https" => ("http", Http(key, url, endpoint, client)),
            "tcp" => ("tcp", new JsonObject { ["host"] = host, ["port"] = port }),
            "icmp" => ("ping", new JsonObject { ["host"] = host }),
            "tls" => ("tls", new JsonObject { ["host"] = host, ["port"] = port == 0 ? 443 : port, ["minDaysLeft"] = 0 }),
            _ => (null, null),
        };
        if (kind is null)
        {
            _import.Note($"{key} is left out: there is no check of its kind, {scheme}.");
            return null;
        }

        if (network is not null) target!["ipVersion"] = network;
        if (scheme == "tls" && client.Truth("insecure")) _import.Note($"{key}: the certificate is checked, although the client is insecure.");
        made["kind"] = kind;
        made[kind] = target;
        return kind;
    }

    private JsonObject Http(string key, string url, JsonObject endpoint, JsonObject client)
    {
        var target = new JsonObject { ["url"] = url, ["method"] = endpoint.Text("method")?.ToUpperInvariant() ?? "GET" };
        var headers = (endpoint["headers"] as JsonObject ?? []).Select(header => KeyValuePair.Create(header.Key, Env(MonitorShape.Text(header.Value) ?? header.Value?.ToJsonString() ?? ""))).ToArray();
        if (headers.FirstOrDefault(header => header.Key.Equals("Host", StringComparison.OrdinalIgnoreCase)).Value is { } host) target["host"] = host;
        if (_import.Headers(key, headers) is { Count: > 0 } made) target["headers"] = made;
        if (endpoint.Text("body") is { } body)
        {
            if (endpoint.Truth("graphql")) body = new JsonObject { ["query"] = body }.ToJsonString();
            if (MonitorShape.Text(target["method"]) is "GET" or "HEAD") _import.Note($"{key}: the body is left out, since {target["method"]} has none here.");
            else
            {
                target["body"] = Env(body);
                _import.Note($"{key}: the request's body is written as it is; look whether it holds a secret.");
            }
        }

        if (client.Truth("insecure")) target["ignoreCertificateErrors"] = true;
        if (client.Truth("ignore-redirect")) target["maxRedirects"] = 0;
        return target;
    }

    private void External(JsonObject endpoint)
    {
        var (key, made) = Begin(endpoint);
        if (Seconds((endpoint["heartbeat"] as JsonObject)?.Text("interval")) is not { } interval)
        {
            _import.Note($"{key} is left out: it is pushed to without an interval, and a heartbeat here needs one.");
            return;
        }

        made["kind"] = "heartbeat";
        made["heartbeat"] = new JsonObject { ["periodSeconds"] = _import.Bounded(key, "the interval", interval, MonitorLimits.MinPeriodSeconds, MonitorLimits.MaxPeriodSeconds), ["graceSeconds"] = 60 };
        _import.Note($"{key}: the job must call its new address, which the monitor shows once it is made; the token is not carried over.");
        _import.Add(key, made);
    }

    private void Thresholds(string key, JsonObject endpoint, int interval, JsonObject made)
    {
        var alerts = Each(endpoint["alerts"]).ToArray();
        if (alerts.Length == 0) return;
        var threshold = (int)alerts.Min(alert => alert.Number("failure-threshold") ?? 3);
        made["confirmAfter"] = Math.Clamp(threshold, 1, MonitorLimits.MaxConfirmAfterFor(interval));
        _import.Note($"{key}: its alerts ({string.Join(", ", alerts.Select(alert => alert.Text("type") ?? "default").Distinct())}) are not carried over, but for {made["confirmAfter"]} failures in a row; here every channel hears of every monitor.");
    }

    private void Condition(string key, string kind, string condition, JsonArray assertions)
    {
        var text = condition.Trim();
        if (text.Replace(" ", "", StringComparison.Ordinal) == "[CONNECTED]==true") return; // It always must be.
        if (Pattern().Match(text) is { Success: true } match)
        {
            var (subject, negated, glob) = (match.Groups["subject"].Value.Trim(), match.Groups["operator"].Value == "!=", match.Groups["glob"].Value);
            if (kind == "dns" && subject == "[BODY]") subject = "[DNS_ANSWERS]";
            var inner = glob.Trim('*');
            var contains = subject != "[DNS_ANSWERS]" && glob.Length > 2 && glob[0] == '*' && glob[^1] == '*' && inner.AsSpan().IndexOfAny("*?[\\") < 0;
            _import.Assert(key, assertions, contains
                ? $"{subject} {(negated ? "!contains" : "contains")} {JsonSerializer.Serialize(inner)}"
                : $"{subject} {(negated ? "!matches" : "matches")} {Regex(glob)}");
            return;
        }

        if (kind == "dns" && DnsBody().Match(text) is { Success: true } answer)
            text = $"[DNS_ANSWERS] {(answer.Groups["operator"].Value == "!=" ? "!contains" : "contains")} {answer.Groups["value"].Value}";
        _import.Assert(key, assertions, text);
    }

    // Its patterns are those of shells: * is any text, ? any character.
    private static string Regex(string glob)
    {
        var made = new StringBuilder("(?s)^");
        foreach (var c in glob) made.Append(c switch { '*' => ".*", '?' => ".", _ => System.Text.RegularExpressions.Regex.Escape(c.ToString()) });
        return made.Append('$').ToString();
    }

    private static (string Host, int Port) HostOf(string url)
    {
        var rest = url.Contains("://", StringComparison.Ordinal) ? url.Split("://", 2)[1] : url;
        rest = rest.Split('/')[0];
        var at = rest.LastIndexOf(':');
        return at > 0 && int.TryParse(rest.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? (rest[..at].Trim('[', ']'), port) : (rest.Trim('[', ']'), 0);
    }

    private static double? Seconds(string? text) => text is not null && Spans.Milliseconds(text) is { } milliseconds ? milliseconds / 1000.0 : null;

    // Gatus fills $NAME and ${NAME} from its environment, and $$ is a dollar.
    private static string Env(string text) => Variable().Replace(text, match => match.Value == "$$" ? "$" : Placeholder.Named(match.Groups["name"].Value));

    [GeneratedRegex(@"\$\$|\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)\}|\$(?<name>[A-Za-z_][A-Za-z0-9_]*)")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^(?<subject>\S.*?)\s*(?<operator>==|!=)\s*pat\((?<glob>.*)\)$")]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^\[BODY\]\s*(?<operator>==|!=)\s*(?<value>.+)$", RegexOptions.NonBacktracking)]
    private static partial Regex DnsBody();
}
