using System.CommandLine;
using System.Text.Json.Nodes;
using StatusHawk.Cli.AsCode;
using StatusHawk.Cli.Importing;
using StatusHawk.Cli.Output;

namespace StatusHawk.Cli.Commands;

/// <summary><c>import …</c>: other monitors' files to ours. They need no server and no sign-in.</summary>
internal static class ImportCommands
{
    public static Command Of(CommandLine line) => CommandLine.Group("import", """
        Turn another monitor's configuration into a file for 'plan' and 'apply'. Says what could not be carried over, beside the file and in it.

        Examples:
          sqlite3 -json kuma.db 'select * from monitor' | statushawk import kuma - > statushawk.yaml
          statushawk import gatus config.yaml -o statushawk.yaml
          statushawk import openstatus openstatus.yaml
          statushawk import statuspage https://status.example.com
        """,
        Importer(line, "kuma", "Uptime Kuma: rows of its table monitor as JSON, or a backup with monitorList.", "Uptime Kuma", (text, secrets) => KumaImporter.Read(text, secrets)),
        Importer(line, "gatus", "Gatus: config.yaml with endpoints.", "Gatus", (text, secrets) => GatusImporter.Read(text, secrets)),
        Importer(line, "openstatus", "OpenStatus: openstatus.yaml.", "OpenStatus", (text, secrets) => OpenStatusImporter.Read(text, secrets)),
        Importer(line, "statuspage", "A page in Statuspage's format: summary.json, or the page's URL.", "a status page", (text, _) => StatuspageImporter.Read(text)));

    private static Command Importer(CommandLine line, string name, string description, string source, Func<string, bool, Import> read)
    {
        var file = new Argument<string>("file") { Description = name == "statuspage" ? "A file, '-', or a URL." : "A file; '-' reads what is piped in." };
        var output = new Option<string?>("--output", "-o") { Description = "Write to this file instead." };
        var secrets = new Option<bool>("--with-secrets") { Description = "Write passwords and headers in clear instead of as ${env:…}." };
        return line.Command(name, description, async (arguments, cancellationToken) =>
        {
            var terminal = line.Around.Terminal;
            var given = arguments.GetValue(file)!;
            var text = name == "statuspage" && Uri.TryCreate(given, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
                ? await StatuspageImporter.FetchAsync(url, cancellationToken)
                : await line.Around.ReadAsync(given, cancellationToken);
            var import = read(text, arguments.GetValue(secrets));
            var written = import.Write(source);
            if (arguments.GetValue(output) is { } path) await AsCodeCommands.WriteAsync(path, written, cancellationToken);
            else if (!terminal.Json) await terminal.Output.WriteAsync(written);
            if (terminal.Json)
            {
                terminal.WriteJson(new JsonObject
                {
                    ["definition"] = arguments.GetValue(output) is null ? YamlText.Read(written) : null,
                    ["monitors"] = import.Monitors.Count,
                    ["channels"] = import.Channels.Count,
                    ["notes"] = new JsonArray([.. import.Notes.Select(note => (JsonNode)note)]),
                });
                return ExitCode.Well;
            }

            terminal.Remark($"{import.Monitors.Count} monitors and {import.Channels.Count} channels from {source}{(import.Notes.Count == 0 ? "." : "; not carried over, or to be looked at:")}");
            foreach (var note in import.Notes) terminal.Remark($"[yellow]-[/] {Terminal.Plain(note)}");
            return ExitCode.Well;
        }, file, output, secrets);
    }
}
