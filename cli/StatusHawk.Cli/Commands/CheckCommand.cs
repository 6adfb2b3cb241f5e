using System.CommandLine;
using System.Text.Json.Nodes;
using StatusHawk.Cli.AsCode;
using StatusHawk.Cli.Checking;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Cli.Commands;

/// <summary><c>check</c>: one check from this machine. It needs no server and no sign-in.</summary>
internal static class CheckCommand
{
    public static Command Of(CommandLine line)
    {
        var address = new Argument<string>("address") { Description = "https://…, http://…, tcp://host:port, ping://host, dns://name, tls://host[:port]" };
        var asserts = new Option<string[]>("--assert") { Description = "A condition that must hold, as in docs/monitors.md; can be given several times." };
        var timeout = new Option<int>("--timeout") { Description = "Seconds, 1 to 60.", DefaultValueFactory = _ => MonitorLimits.DefaultTimeoutSeconds };
        var degraded = new Option<int?>("--degraded-after") { Description = "Milliseconds above which an answer is degraded." };
        var method = new Option<string?>("--method") { Description = "http: GET, HEAD, POST, …" };
        var headers = new Option<string[]>("--header", "-H") { Description = "http: 'Name: value'; can be given several times." };
        var body = new Option<string?>("--body") { Description = "http: what is sent." };
        var redirects = new Option<int?>("--max-redirects") { Description = "http: 0 to 10." };
        var version = new Option<string?>("--http-version") { Description = "http: 1.1 or 2." };
        var ip = new Option<string?>("--ip") { Description = "http, tcp, ping, tls: any, ipv4 or ipv6." };
        var insecure = new Option<bool>("--insecure") { Description = "http: any certificate will do." };
        var expect = new Option<string[]>("--expect") { Description = "tcp: a text that must come; dns: just these records." };
        var type = new Option<string?>("--type") { Description = "dns: A, AAAA, CAA, CNAME, MX, NS, SOA or TXT." };
        var resolver = new Option<string?>("--resolver") { Description = "dns: the name server, 1.1.1.1 or 1.1.1.1:53." };
        var days = new Option<int?>("--min-days-left") { Description = "tls: days that the certificate must still be valid." };
        return line.Command("check", """
            Check an address once, from this machine, as a probe would: a new connection, no retry, every phase timed.

            Private addresses are allowed: it is your own network.
            Exit codes: 0 up; 1 down or degraded; 2 it could not be checked.

            Examples:
              statushawk check https://example.org
              statushawk check https://api.example.org/health --assert '[STATUS] == 200' --assert '[BODY].status == ok'
              statushawk check tcp://db.example.org:5432 --timeout 3
              statushawk check dns://example.org --type MX --resolver 1.1.1.1
              statushawk check tls://example.org --min-days-left 30 --json
            """, async (arguments, cancellationToken) =>
        {
            var given = arguments.GetValue(address)!;
            var described = CheckTarget.Parse(given);
            var seconds = arguments.GetValue(timeout);
            described["timeoutSeconds"] = seconds;
            described["assertions"] = new JsonArray([.. (arguments.GetValue(asserts) ?? []).Select(condition => (JsonNode)LocalCheck.Canonical(condition))]);
            if (arguments.GetValue(degraded) is { } slow) described["degradedAfterMilliseconds"] = slow;
            CheckTarget.Set(described, "--method", "method", arguments.GetValue(method), "http");
            CheckTarget.Set(described, "--header", "headers", Headers(arguments.GetValue(headers)), "http");
            CheckTarget.Set(described, "--body", "body", arguments.GetValue(body), "http");
            CheckTarget.Set(described, "--max-redirects", "maxRedirects", arguments.GetValue(redirects), "http");
            CheckTarget.Set(described, "--http-version", "httpVersion", arguments.GetValue(version), "http");
            CheckTarget.Set(described, "--insecure", "ignoreCertificateErrors", arguments.GetValue(insecure) ? true : null, "http");
            CheckTarget.Set(described, "--ip", "ipVersion", arguments.GetValue(ip), "http", "tcp", "ping", "tls");
            CheckTarget.Set(described, "--type", "recordType", arguments.GetValue(type), "dns");
            CheckTarget.Set(described, "--resolver", "resolver", arguments.GetValue(resolver), "dns");
            CheckTarget.Set(described, "--min-days-left", "minDaysLeft", arguments.GetValue(days), "tls");
            CheckTarget.Set(described, "--expect", "expect", Expect(MonitorShape.KindOf(described), arguments.GetValue(expect)), "tcp", "dns");

            var check = new LocalCheck(line.Around.Time);
            var monitor = CheckTarget.ToMonitor(described, check.Sealer, line.Around.Time);
            var result = await check.RunAsync(monitor, cancellationToken);
            var assertions = LocalCheck.Judged(monitor.Assertions ?? [], result);
            if (line.Around.Terminal.Json) line.Around.Terminal.WriteJson(CheckDrawing.ToJson(given, result, assertions));
            else CheckDrawing.Draw(given, result, assertions, line.Around.Time.GetUtcNow(), line.Around.Terminal);
            return CheckDrawing.ExitCodeOf(result.Outcome);
        }, address, asserts, timeout, degraded, method, headers, body, redirects, version, ip, insecure, expect, type, resolver, days);
    }

    private static JsonNode? Expect(string kind, string[]? texts) =>
        texts is not { Length: > 0 } ? null : kind == "dns" ? new JsonArray([.. texts.Select(text => (JsonNode)text)]) : JsonValue.Create(texts[^1]);

    private static JsonObject? Headers(string[]? lines)
    {
        if (lines is not { Length: > 0 }) return null;
        var made = new JsonObject();
        foreach (var header in lines)
        {
            var colon = header.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) throw new CliException("A header is 'Name: value'.", "For example --header 'Accept: application/json'");
            made[header[..colon].Trim()] = header[(colon + 1)..].Trim();
        }

        return made;
    }
}
