using System.CommandLine;
using System.Text.Json.Nodes;
using StatusHawk.Cli.AsCode;
using StatusHawk.Cli.Output;

namespace StatusHawk.Cli.Commands;

/// <summary><c>incidents …</c>.</summary>
internal static class IncidentCommands
{
    public static Command Of(CommandLine line) => CommandLine.Group("incidents", "List, show, acknowledge and resolve incidents.",
        List(line), Show(line), Act(line, "ack", "acknowledge", "Say that you are on it."), Act(line, "resolve", "resolve", "Resolve an incident."));

    private static Argument<string> Named() => new("incident") { Description = "Its id, inc_…" };

    private static Command List(CommandLine line)
    {
        var all = new Option<bool>("--all") { Description = "Also those that are over." };
        var limit = new Option<int>("--limit") { Description = "At most so many.", DefaultValueFactory = _ => 50 };
        return line.Command("list", """
            List open incidents, the latest first.

            Examples:
              statushawk incidents list
              statushawk incidents list --all --limit 200 --json
            """, async (arguments, cancellationToken) =>
        {
            using var workspace = line.Open(arguments);
            var terminal = line.Around.Terminal;
            var incidents = await workspace.ListAsync(arguments.GetValue(all) ? "incidents" : "incidents?status=open", "The incidents were not read", Math.Max(1, arguments.GetValue(limit)), cancellationToken);
            if (terminal.Json) terminal.WriteJson(new JsonObject { ["items"] = new JsonArray([.. incidents.Select(incident => incident.DeepClone())]) });
            else if (incidents.Count == 0) terminal.Line(arguments.GetValue(all) ? "There are no incidents." : "There are no open incidents.");
            else terminal.Table(["STATUS", "IMPACT", "ID", "TITLE", "STARTED"], [.. incidents.Select(incident => new[]
            {
                Words.Text(incident, "status"), Words.Text(incident, "impact"), Words.Text(incident, "id"), Words.Text(incident, "title"), Words.Ago(incident["startedAt"], line.Around.Time.GetUtcNow()),
            })]);
            return ExitCode.Well;
        }, all, limit);
    }

    private static Command Show(CommandLine line)
    {
        var named = Named();
        return line.Command("show", """
            Show one incident with its timeline.

            Example:
              statushawk incidents show inc_k3j9x2q2m5n7p8r4
            """, async (arguments, cancellationToken) =>
        {
            using var workspace = line.Open(arguments);
            var terminal = line.Around.Terminal;
            var incident = (await workspace.GetAsync($"incidents/{Uri.EscapeDataString(arguments.GetValue(named)!)}", $"Incident {arguments.GetValue(named)}", cancellationToken)).Object;
            if (terminal.Json)
            {
                terminal.WriteJson(incident);
                return ExitCode.Well;
            }

            terminal.Line($"{Words.Text(incident, "title")}  [dim]{Words.Text(incident, "id")}[/]");
            terminal.Line($"  {Words.Text(incident, "status")}, {Words.Text(incident, "impact")}, began {Words.Text(incident, "startedAt")}{(incident["resolvedAt"] is null ? "" : $", resolved {Words.Text(incident, "resolvedAt")}")}");
            if (incident["cause"]?["error"] is { } error) terminal.Line($"  {Words.Text(error, "message")}");
            foreach (var entry in incident["timeline"] as JsonArray ?? [])
                terminal.Line($"  [dim]{Words.Text(entry, "at")}[/]  {Words.Text(entry, "status")}  {Words.Text(entry, "message")}");
            return ExitCode.Well;
        }, named);
    }

    private static Command Act(CommandLine line, string verb, string route, string description)
    {
        var named = Named();
        var message = new Option<string?>("--message", "-m") { Description = "What to say; public when it resolves." };
        Symbol[] symbols = route == "resolve" ? [named, message] : [named];
        return line.Command(verb, $"""
            {description} Twice is once.

            Example:
              statushawk incidents {verb} inc_k3j9x2q2m5n7p8r4
            """, async (arguments, cancellationToken) =>
        {
            using var workspace = line.Open(arguments);
            var terminal = line.Around.Terminal;
            var id = arguments.GetValue(named)!;
            var body = route == "resolve" && arguments.GetValue(message) is { } said ? new JsonObject { ["message"] = said } : null;
            var incident = (await workspace.SendAsync(HttpMethod.Post, $"incidents/{Uri.EscapeDataString(id)}/{route}", body, $"Incident {id} was not changed", cancellationToken)).Object;
            if (terminal.Json) terminal.WriteJson(incident);
            else terminal.Line($"[green]✓[/] {Words.Text(incident, "title")}: {(route == "resolve" ? Words.Text(incident, "status") : $"acknowledged by {Terminal.Plain(MonitorShape.Text(incident["acknowledgedBy"]) ?? "you")}")}");
            return ExitCode.Well;
        }, symbols);
    }
}
