using System.CommandLine;
using System.Text.Json.Nodes;
using StatusHawk.Cli.AsCode;
using StatusHawk.Cli.Output;

namespace StatusHawk.Cli.Commands;

/// <summary><c>status</c>: how the workspace is, for a glance and for scripts.</summary>
internal static class StatusCommand
{
    private const int MostIncidents = 200;
    private static readonly string[] Order = ["down", "partial", "degraded", "unknown", "up", "maintenance", "paused"];

    public static Command Of(CommandLine line) => line.Command("status", """
        The workspace at a glance: how many monitors are in which state, and the open incidents.

        Exit codes: 0 nothing is down, partial or degraded and no incident is open; 1 something is; 2 it could not be found out.

        Examples:
          statushawk status
          statushawk status --json | jq .verdicts
        """, async (arguments, cancellationToken) =>
    {
        using var workspace = line.Open(arguments);
        var terminal = line.Around.Terminal;
        var name = MonitorShape.Text((await workspace.GetAsync("", "The workspace was not read", cancellationToken)).Object["name"]);
        var monitors = await workspace.ListAsync("monitors", "The monitors were not read", int.MaxValue, cancellationToken);
        var incidents = await workspace.ListAsync("incidents?status=open", "The incidents were not read", MostIncidents, cancellationToken);
        var counts = monitors.CountBy(monitor => MonitorShape.Text(monitor["verdict"]) ?? "unknown").OrderBy(count => Array.IndexOf(Order, count.Key)).ToArray();
        var well = incidents.Count == 0 && !counts.Any(count => count.Key is "down" or "partial" or "degraded");
        if (terminal.Json)
        {
            terminal.WriteJson(new JsonObject
            {
                ["workspace"] = new JsonObject { ["id"] = workspace.Profile.Workspace, ["name"] = name },
                ["well"] = well,
                ["monitors"] = monitors.Count,
                ["verdicts"] = new JsonObject(counts.Select(count => KeyValuePair.Create(count.Key, (JsonNode?)count.Value))),
                ["openIncidents"] = new JsonArray([.. incidents.Select(incident => incident.DeepClone())]),
            });
            return well ? ExitCode.Well : ExitCode.NotWell;
        }

        terminal.Line($"{(well ? "[green]✓[/]" : "[red]✗[/]")} {Terminal.Plain(name)}: {monitors.Count} monitors{string.Concat(counts.Select(count => $", {count.Value} {Words.Verdict(count.Key)}"))}");
        foreach (var monitor in monitors.Where(monitor => MonitorShape.Text(monitor["verdict"]) is "down" or "partial" or "degraded"))
            terminal.Line($"  {Words.Verdict(MonitorShape.Text(monitor["verdict"]))}  {Words.Text(monitor, "name")}  {Words.Target(monitor)}  [dim]{Words.Ago(monitor["since"], line.Around.Time.GetUtcNow())}[/]");
        terminal.Line(incidents.Count == 0 ? "No open incidents." : $"{incidents.Count} open incident(s):");
        foreach (var incident in incidents)
            terminal.Line($"  {Words.Text(incident, "id")}  {Words.Text(incident, "title")}  [dim]{Words.Text(incident, "status")}, {Words.Ago(incident["startedAt"], line.Around.Time.GetUtcNow())}[/]");
        return well ? ExitCode.Well : ExitCode.NotWell;
    });
}
