using System.CommandLine;
using System.Text.Json.Nodes;
using StatusHawk.Cli.AsCode;
using StatusHawk.Cli.Output;
using StatusHawk.Cli.Server;

namespace StatusHawk.Cli.Commands;

/// <summary><c>monitors …</c>. A monitor is named by its id or by its stable key.</summary>
internal static class MonitorCommands
{
    public static Command Of(CommandLine line) => CommandLine.Group("monitors", "List, show, pause, resume, check and delete monitors.",
        List(line), Show(line),
        Act(line, "pause", "Stop checking a monitor.", "was not paused", (workspace, id, what, token) => workspace.SendAsync(HttpMethod.Post, $"monitors/{id}/pause", null, what, token)),
        Act(line, "resume", "Check a paused monitor again.", "was not resumed", (workspace, id, what, token) => workspace.SendAsync(HttpMethod.Post, $"monitors/{id}/resume", null, what, token)),
        Act(line, "check", "Have a monitor checked now, by its regions. What they find is seen with 'monitors show'.", "was not checked",
            (workspace, id, what, token) => workspace.SendAsync(HttpMethod.Post, $"monitors/{id}/check", null, what, token)),
        Delete(line));

    /// <summary>The id of what a person named: an id is one already, anything else is a key.</summary>
    public static async Task<string> IdAsync(Workspace workspace, string named, CancellationToken cancellationToken)
    {
        if (named.StartsWith("mon_", StringComparison.Ordinal)) return Uri.EscapeDataString(named);
        var found = (await workspace.ListAsync($"monitors?key={Uri.EscapeDataString(named)}", "The monitor was not found", int.MaxValue, cancellationToken))
            .FirstOrDefault(monitor => MonitorShape.Text(monitor["key"]) == named);
        return MonitorShape.Text(found?["id"]) ?? throw new CliException($"There is no monitor with the key '{named}'.", "Look for it: statushawk monitors list") { Status = 404 };
    }

    private static Argument<string> Named() => new("monitor") { Description = "Its id (mon_…) or its key." };

    private static Command List(CommandLine line)
    {
        var search = new Option<string?>("--search") { Description = "Part of the name or target." };
        var tags = new Option<string[]>("--tag") { Description = "Only those with this tag; given several times, with all of them." };
        var verdict = new Option<string?>("--verdict") { Description = "up, degraded, partial, down, unknown, paused or maintenance." };
        var kind = new Option<string?>("--kind") { Description = "http, tcp, ping, dns, tls or heartbeat." };
        return line.Command("list", """
            List monitors, oldest first.

            Examples:
              statushawk monitors list --tag shop --verdict down
              statushawk monitors list --json | jq -r '.items[].id'
            """, async (arguments, cancellationToken) =>
        {
            using var workspace = line.Open(arguments);
            var terminal = line.Around.Terminal;
            var filters = new List<string>();
            Add("q", arguments.GetValue(search));
            Add("verdict", arguments.GetValue(verdict));
            Add("kind", arguments.GetValue(kind));
            foreach (var tag in arguments.GetValue(tags) ?? []) Add("tag", tag);
            var monitors = await workspace.ListAsync("monitors" + (filters.Count == 0 ? "" : "?" + string.Join('&', filters)), "The monitors were not read", int.MaxValue, cancellationToken);
            if (terminal.Json) terminal.WriteJson(new JsonObject { ["items"] = new JsonArray([.. monitors.Select(monitor => monitor.DeepClone())]) });
            else if (monitors.Count == 0) terminal.Line(filters.Count == 0 ? "There are no monitors." : "There are no such monitors.");
            else terminal.Table(["VERDICT", "NAME", "KEY", "ID", "TARGET", "SINCE"], [.. monitors.Select(monitor => new[]
            {
                Words.Verdict(MonitorShape.Text(monitor["verdict"])), Words.Text(monitor, "name"), Words.Text(monitor, "key"), Words.Text(monitor, "id"), Words.Target(monitor),
                Words.Ago(monitor["since"], line.Around.Time.GetUtcNow()),
            })]);
            return ExitCode.Well;

            void Add(string name, string? value)
            {
                if (value is not null) filters.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }, search, tags, verdict, kind);
    }

    private static Command Show(CommandLine line)
    {
        var named = Named();
        return line.Command("show", """
            Show one monitor: what it asks, what its regions say.

            Example:
              statushawk monitors show shop
            """, async (arguments, cancellationToken) =>
        {
            using var workspace = line.Open(arguments);
            var terminal = line.Around.Terminal;
            var id = await IdAsync(workspace, arguments.GetValue(named)!, cancellationToken);
            var monitor = (await workspace.GetAsync($"monitors/{id}", $"Monitor {id}", cancellationToken)).Object;
            if (terminal.Json)
            {
                terminal.WriteJson(monitor);
                return ExitCode.Well;
            }

            terminal.Line($"{Words.Verdict(MonitorShape.Text(monitor["verdict"]))}  {Words.Text(monitor, "name")}  [dim]{Words.Text(monitor, "id")}, {Words.Ago(monitor["since"], line.Around.Time.GetUtcNow())}[/]");
            foreach (var (region, vote) in monitor["votes"] as JsonObject ?? [])
                terminal.Line($"  {Terminal.Plain(region),-8}  {Words.Verdict(MonitorShape.Text(vote?["vote"]))}  {Words.Text(vote?["error"], "message")}".TrimEnd());
            terminal.Line();
            terminal.Line(Terminal.Plain(MonitorShape.Text(monitor["key"]) ?? "(no key)") + ":");
            foreach (var text in YamlText.Write(MonitorShape.Short("", monitor, null)).Split('\n', StringSplitOptions.RemoveEmptyEntries)) terminal.Line("  " + Terminal.Plain(text));
            return ExitCode.Well;
        }, named);
    }

    private static Command Act(CommandLine line, string verb, string description, string failed, Func<Workspace, string, string, CancellationToken, Task<Answer>> act)
    {
        var named = new Argument<string[]>("monitors") { Description = "Ids (mon_…) or keys.", Arity = ArgumentArity.OneOrMore };
        return line.Command(verb, $"""
            {description}

            Example:
              statushawk monitors {verb} shop mon_k3j9x2q2m5n7p8r4
            """, async (arguments, cancellationToken) =>
        {
            using var workspace = line.Open(arguments);
            var done = new JsonArray();
            foreach (var name in arguments.GetValue(named)!)
            {
                var id = await IdAsync(workspace, name, cancellationToken);
                var answer = await act(workspace, id, $"Monitor {name} {failed}", cancellationToken);
                done.Add(answer.Body?.DeepClone() ?? new JsonObject { ["id"] = id });
                if (!line.Around.Terminal.Json) line.Around.Terminal.Line($"[green]✓[/] {verb} {Terminal.Plain(name)}");
            }

            if (line.Around.Terminal.Json) line.Around.Terminal.WriteJson(new JsonObject { ["items"] = done });
            return ExitCode.Well;
        }, named);
    }

    private static Command Delete(CommandLine line)
    {
        var named = Named();
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        return line.Command("delete", """
            Delete a monitor. Its history goes with it.

            Example:
              statushawk monitors delete shop --yes
            """, async (arguments, cancellationToken) =>
        {
            using var workspace = line.Open(arguments);
            var terminal = line.Around.Terminal;
            var id = await IdAsync(workspace, arguments.GetValue(named)!, cancellationToken);
            var there = await workspace.GetAsync($"monitors/{id}", $"Monitor {id}", cancellationToken);
            if (!arguments.GetValue(yes) && !terminal.Confirm($"Delete {Terminal.Printable(MonitorShape.Text(there.Object["name"]))} ({id}) and its history?", "Give --yes")) return ExitCode.NotWell;
            await workspace.SendAsync(HttpMethod.Delete, $"monitors/{id}", null, $"Monitor {id} was not deleted", cancellationToken, there.ETag);
            if (terminal.Json) terminal.WriteJson(new JsonObject { ["id"] = id, ["deleted"] = true });
            else terminal.Line($"[green]✓[/] deleted {id}");
            return ExitCode.Well;
        }, named, yes);
    }
}
