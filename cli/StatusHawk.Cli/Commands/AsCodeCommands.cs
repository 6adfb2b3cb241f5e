using System.CommandLine;
using System.Text.Json.Nodes;
using StatusHawk.Cli.AsCode;
using StatusHawk.Cli.Output;
using StatusHawk.Cli.Server;

namespace StatusHawk.Cli.Commands;

/// <summary><c>plan</c>, <c>apply</c> and <c>export</c>: monitoring as code.</summary>
internal static class AsCodeCommands
{
    public static Command[] All(CommandLine line) => [PlanCommand(line), Apply(line), Export(line)];

    private static Argument<string> FileArgument() => new("file") { Description = "The YAML file; '-' reads what is piped in." };
    private static Option<bool> DeleteOption() => new("--delete") { Description = "Delete what has a key and is not in the file. What has no key is never touched." };
    private static Option<bool> SecretsOption() => new("--update-secrets") { Description = "Send the file's secrets, too: those on the server cannot be read, so they cannot be compared." };

    private static Command PlanCommand(CommandLine line)
    {
        var (file, delete, secrets) = (FileArgument(), DeleteOption(), SecretsOption());
        var exitCode = new Option<bool>("--exit-code") { Description = "End with 1 when there are changes." };
        return line.Command("plan", """
            Show what 'apply' would change. Changes nothing.

            Exit codes: 0; with --exit-code 1 when there are changes; 2 it could not be planned.

            Examples:
              statushawk plan statushawk.yaml
              statushawk plan statushawk.yaml --exit-code --json
            """, async (arguments, cancellationToken) =>
        {
            using var workspace = line.Open(arguments);
            var (plan, _) = await MakeAsync(line, workspace, arguments.GetValue(file)!, new(arguments.GetValue(delete), arguments.GetValue(secrets)), cancellationToken);
            if (line.Around.Terminal.Json) line.Around.Terminal.WriteJson(PlanDrawing.ToJson(plan));
            else PlanDrawing.Draw(plan, line.Around.Terminal);
            RefuseProblems(plan);
            return arguments.GetValue(exitCode) && !plan.IsEmpty ? ExitCode.NotWell : ExitCode.Well;
        }, file, delete, secrets, exitCode);
    }

    private static Command Apply(CommandLine line)
    {
        var (file, delete, secrets) = (FileArgument(), DeleteOption(), SecretsOption());
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask." };
        return line.Command("apply", """
            Make the workspace be as the file says: shows the plan, asks, does it. Can be repeated at any time; what is done already is not done again.

            Exit codes: 0 done, or nothing to do; 1 you said no; 2 it failed, or somebody else changed something meanwhile.

            Examples:
              statushawk apply statushawk.yaml
              statushawk apply statushawk.yaml --yes --delete
            """, async (arguments, cancellationToken) =>
        {
            using var workspace = line.Open(arguments);
            var terminal = line.Around.Terminal;
            var (plan, actual) = await MakeAsync(line, workspace, arguments.GetValue(file)!, new(arguments.GetValue(delete), arguments.GetValue(secrets)), cancellationToken);
            if (!terminal.Json) PlanDrawing.Draw(plan, terminal);
            RefuseProblems(plan);
            var applied = 0;
            if (!plan.IsEmpty)
            {
                if (!arguments.GetValue(yes) && !terminal.Confirm($"Apply this to {workspace.Profile}?", "Give --yes")) return ExitCode.NotWell;
                var applying = new Applying(workspace, actual.Regions, change =>
                {
                    applied++;
                    var (sign, colour) = PlanDrawing.SignOf(change.Kind);
                    if (!terminal.Json) terminal.Line($"[green]✓[/] [{colour}]{sign}[/] {PlanDrawing.WordOf(change)}");
                });
                await applying.RunAsync(plan, cancellationToken);
            }

            if (terminal.Json)
            {
                var json = PlanDrawing.ToJson(plan);
                json["applied"] = applied;
                terminal.WriteJson(json);
            }

            return ExitCode.Well;
        }, file, delete, secrets, yes);
    }

    private static Command Export(CommandLine line)
    {
        var adopt = new Option<bool>("--adopt") { Description = "Give what has no stable key the one that is written, on the server." };
        var output = new Option<string?>("--output", "-o") { Description = "Write to this file instead." };
        return line.Command("export", """
            Write all monitors, channels and the page as a file for 'plan' and 'apply'. Secrets are written as •••, which keeps them.

            Examples:
              statushawk export > statushawk.yaml
              statushawk export --adopt -o statushawk.yaml
            """, async (arguments, cancellationToken) =>
        {
            using var workspace = line.Open(arguments);
            var terminal = line.Around.Terminal;
            var actual = await ActualReading.ReadAsync(workspace, monitors: true, channels: true, page: true, cancellationToken);
            var proposals = Exporting.Proposals(actual);
            if (arguments.GetValue(adopt))
            {
                foreach (var proposal in proposals) await AdoptAsync(workspace, proposal, terminal, cancellationToken);
            }
            else if (proposals.Count > 0)
            {
                terminal.Remark($"[yellow]note:[/] {proposals.Count} of them have no stable key yet: applied as it is, the file would make them a second time. 'statushawk export --adopt' gives them the keys that are written.");
            }

            var text = Exporting.Write(actual, proposals);
            if (arguments.GetValue(output) is { } path) await WriteAsync(path, text, cancellationToken);
            else if (!terminal.Json) await terminal.Output.WriteAsync(text);
            if (terminal.Json)
                terminal.WriteJson(arguments.GetValue(output) is null ? YamlText.Read(text) : new JsonObject { ["file"] = arguments.GetValue(output), ["monitors"] = actual.Monitors.Count, ["channels"] = actual.Channels.Count });
            return ExitCode.Well;
        }, adopt, output);
    }

    private static async Task AdoptAsync(Workspace workspace, Proposal proposal, Terminal terminal, CancellationToken cancellationToken)
    {
        var path = $"{(proposal.Part == Part.Monitor ? "monitors" : "channels")}/{proposal.Id}";
        var now = await workspace.GetAsync(path, $"{proposal.Name} was not read", cancellationToken);
        if (Planning.KeyOf(now.Object) is { } key && key != proposal.Key) throw new CliException($"Conflict: {proposal.Name} was given the key {key} meanwhile.", "Run the export again.");
        await workspace.SendAsync(HttpMethod.Patch, path, new JsonObject { ["key"] = proposal.Key }, $"{proposal.Name} was not given the key {proposal.Key}", cancellationToken, now.ETag);
        terminal.Remark($"[green]✓[/] {Terminal.Plain(proposal.Name)} has the key {Terminal.Plain(proposal.Key)}");
    }

    private static async Task<(Plan Plan, Actual Actual)> MakeAsync(CommandLine line, Workspace workspace, string file, PlanOptions options, CancellationToken cancellationToken)
    {
        var desired = DefinitionReader.Read(await line.Around.ReadAsync(file, cancellationToken), line.Around.Environment);
        var actual = await ActualReading.ReadAsync(workspace, desired.Monitors is not null, desired.Channels is not null, desired.Page is not null, cancellationToken);
        return (Planning.Of(desired, actual, options), actual);
    }

    private static void RefuseProblems(Plan plan)
    {
        if (plan.Problems.Count > 0) throw new CliException("This cannot be applied; nothing was done.", null, plan.Problems);
    }

    internal static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        try
        {
            await File.WriteAllTextAsync(path, text, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{path} cannot be written: {e.Message}");
        }
    }
}
