using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using StatusHawk.Cli.Output;
using StatusHawk.Core;
using StatusHawk.Core.Checks;

namespace StatusHawk.Cli.Checking;

/// <summary>Shows what a check found: the phases one after the other as bars, facts, conditions.</summary>
public static class CheckDrawing
{
    private const int Width = 40;

    public static int ExitCodeOf(Outcome outcome) => outcome switch
    {
        Outcome.Up => ExitCode.Well,
        Outcome.Inconclusive => ExitCode.Failed,
        _ => ExitCode.NotWell,
    };

    public static void Draw(string address, CheckResult result, IReadOnlyList<AssertionOutcome> assertions, DateTimeOffset now, Terminal terminal)
    {
        var (mark, colour) = result.Outcome switch { Outcome.Up => ("✓", "green"), Outcome.Degraded => ("!", "yellow"), Outcome.Down => ("✗", "red"), _ => ("?", "yellow") };
        terminal.Line($"[{colour}]{mark} {result.Outcome.ToString().ToLowerInvariant()}[/]  {Terminal.Plain(address)}  {Milliseconds(result.Timings.Total)}");
        if (result.Evidence is { } evidence) terminal.Line($"  [{colour}]{evidence.Error.ToString().ToLowerInvariant()}[/]: {Terminal.Plain(evidence.Message)}");
        terminal.Line();
        foreach (var line in Bars(result.Timings)) terminal.Line(line);
        var facts = Facts(result.Facts, now).ToArray();
        if (facts.Length > 0) terminal.Line();
        foreach (var (name, value) in facts) terminal.Line($"  [dim]{name,-12}[/] {Terminal.Plain(value)}");
        if (assertions.Count > 0) terminal.Line();
        foreach (var assertion in assertions)
        {
            terminal.Line(assertion.Holds switch { true => "  [green]✓[/] ", false => "  [red]✗[/] ", null => "  [dim]·[/] " } + Terminal.Plain(assertion.Condition) + (assertion.Holds is null ? " [dim](not judged)[/]" : ""));
        }
    }

    public static JsonObject ToJson(string address, CheckResult result, IReadOnlyList<AssertionOutcome> assertions) => new()
    {
        ["target"] = address,
        ["outcome"] = result.Outcome.ToString().ToLowerInvariant(),
        ["timings"] = new JsonObject
        {
            ["resolve"] = result.Timings.Resolve,
            ["connect"] = result.Timings.Connect,
            ["tls"] = result.Timings.Tls,
            ["firstByte"] = result.Timings.FirstByte,
            ["transfer"] = result.Timings.Transfer,
            ["total"] = result.Timings.Total,
        },
        ["error"] = result.Evidence is { } evidence
            ? new JsonObject { ["class"] = JsonNamingPolicy.CamelCase.ConvertName(evidence.Error.ToString()), ["message"] = evidence.Message, ["phase"] = JsonNamingPolicy.CamelCase.ConvertName(evidence.Phase.ToString()) }
            : null,
        ["facts"] = JsonSerializer.SerializeToNode(result.Facts ?? new(), StatusHawkJson.Options),
        ["assertions"] = new JsonArray([.. assertions.Select(assertion => new JsonObject { ["condition"] = assertion.Condition, ["holds"] = assertion.Holds, ["detail"] = assertion.Detail })]),
    };

    /// <summary>Each phase where it lies in the whole: it begins where the one before it ended.</summary>
    public static IEnumerable<string> Bars(Timings timings)
    {
        var total = Math.Max(1, timings.Total);
        var from = 0;
        foreach (var (name, length) in new[] { ("resolve", timings.Resolve), ("connect", timings.Connect), ("tls", timings.Tls), ("first byte", timings.FirstByte), ("transfer", timings.Transfer) })
        {
            var begin = Math.Min(Width - 1, (int)((long)from * Width / total));
            var cells = length == 0 ? 0 : Math.Max(1, Math.Min(Width - begin, (int)Math.Round((double)length * Width / total)));
            yield return $"  {name,-10}  {new string(' ', begin)}[blue]{new string('█', cells)}[/]{new string(' ', Width - begin - cells)}  {Milliseconds(length),8}";
            from += length;
        }
    }

    private static string Milliseconds(int number) => string.Create(CultureInfo.InvariantCulture, $"{number} ms");

    private static IEnumerable<(string Name, string Value)> Facts(Facts? facts, DateTimeOffset now)
    {
        if (facts is null) yield break;
        if (facts.Address is not null) yield return ("address", facts.Address);
        if (facts.StatusCode is { } status) yield return ("status", string.Create(CultureInfo.InvariantCulture, $"{status}{(facts.Redirects > 0 ? $" after {facts.Redirects} redirect(s)" : "")}"));
        if (facts.HttpVersion is not null) yield return ("http", facts.HttpVersion);
        if (facts.TlsVersion is not null) yield return ("tls", facts.TlsVersion);
        if (facts.CertificateExpires is { } expires)
            yield return ("certificate", string.Create(CultureInfo.InvariantCulture, $"until {expires.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {Math.Floor((expires - now).TotalDays):0} days left{(facts.CertificateIssuer is null ? "" : $", by {facts.CertificateIssuer}")}"));
        if (facts.BodyBytes is { } bytes) yield return ("body", string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes"));
        if (facts.DnsRcode is not null) yield return ("rcode", facts.DnsRcode);
        foreach (var answer in facts.DnsAnswers ?? []) yield return ("answer", answer);
    }
}
