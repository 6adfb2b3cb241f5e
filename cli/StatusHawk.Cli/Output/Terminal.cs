using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace StatusHawk.Cli.Output;

/// <summary>
/// Where a command writes: results to one stream, remarks and errors to the other, so that results can be piped. Colours only to a terminal, and never
/// where <c>NO_COLOR</c> is set. What servers and targets wrote cannot steer the terminal: control characters are replaced.
/// </summary>
public sealed class Terminal
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly IAnsiConsole _out;
    private readonly IAnsiConsole _error;

    /// <param name="output">For results.</param>
    /// <param name="error">For remarks and errors.</param>
    /// <param name="colour">Whether both are terminals that show colours.</param>
    /// <param name="interactive">Whether a person can be asked.</param>
    public Terminal(TextWriter output, TextWriter error, bool colour, bool interactive)
    {
        (Output, IsInteractive) = (output, interactive);
        _out = Console(output, colour);
        _error = Console(error, colour);
    }

    public TextWriter Output { get; }
    public bool IsInteractive { get; }

    /// <summary>Whether results are JSON.</summary>
    public bool Json { get; set; }

    /// <summary>The process's own streams.</summary>
    public static Terminal OfProcess()
    {
        var plain = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) || Environment.GetEnvironmentVariable("TERM") == "dumb";
        return new(System.Console.Out, System.Console.Error, !plain && !System.Console.IsOutputRedirected && !System.Console.IsErrorRedirected,
            !System.Console.IsInputRedirected && !System.Console.IsErrorRedirected);
    }

    /// <summary>Writes a line of markup to the results.</summary>
    public void Line(string markup = "") => _out.MarkupLine(markup);

    /// <summary>Writes a line of markup beside the results.</summary>
    public void Remark(string markup) => _error.MarkupLine(markup);

    public void WriteJson(JsonNode? node) => Output.WriteLine(node?.ToJsonString(Indented) ?? "null");

    /// <summary>Text as it is, whatever is in it.</summary>
    public static string Plain(string? text) => Markup.Escape(Printable(text));

    public static string Printable(string? text) => text is null ? "" : string.Concat(text.Select(c => char.IsControl(c) || c is '\u202e' or '\u2066' or '\u2067' or '\u2068' ? '\ufffd' : c));

    /// <summary>Columns that line up, a heading above them.</summary>
    /// <param name="heads">The headings, in plain words.</param>
    /// <param name="rows">Markup; a cell's width is that of its text.</param>
    public void Table(IReadOnlyList<string> heads, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = heads.Select((head, i) => rows.Select(row => Width(row[i])).Append(head.Length).Max()).ToArray();
        Line("[dim]" + string.Join("  ", heads.Select((head, i) => head.PadRight(widths[i]))).TrimEnd() + "[/]");
        foreach (var row in rows)
            Line(string.Join("  ", row.Select((cell, i) => i == row.Count - 1 ? cell : cell + new string(' ', widths[i] - Width(cell)))));
    }

    /// <summary>Tells what went wrong and what to do.</summary>
    public void Tell(CliException e)
    {
        if (Json)
        {
            _error.Profile.Out.Writer.WriteLine(new JsonObject
            {
                ["error"] = new JsonObject
                {
                    ["message"] = e.Message,
                    ["hint"] = e.Hint,
                    ["status"] = e.Status,
                    ["details"] = new JsonArray([.. e.Details.Select(detail => (JsonNode)detail)]),
                },
            }.ToJsonString(Indented));
            return;
        }

        Remark($"[red]error:[/] {Plain(e.Message)}");
        foreach (var detail in e.Details) Remark($"  {Plain(detail)}");
        if (e.Hint is not null) Remark($"[dim]{Plain(e.Hint)}[/]");
    }

    /// <summary>Asks a person; where there is none to be asked, says what would have answered.</summary>
    public string Ask(string question, string orGive, bool secret = false)
    {
        if (!IsInteractive) throw new CliException($"{question} is missing, and nobody can be asked here.", orGive);
        return _error.Prompt(new TextPrompt<string>($"{question}:") { IsSecret = secret, Mask = secret ? null : '*' });
    }

    /// <summary>Asks for a yes; anything else is a no.</summary>
    public bool Confirm(string question, string orGive)
    {
        if (!IsInteractive) throw new CliException($"{question} Nobody can be asked here.", orGive);
        return _error.Prompt(new ConfirmationPrompt(Markup.Escape(question)) { DefaultValue = false });
    }

    private static int Width(string markup) => Markup.Remove(markup).Length;

    private static IAnsiConsole Console(TextWriter writer, bool colour)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = colour ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(writer),
        });

        // Lines are as long as they are: a terminal folds them, and a pipe must not find them cut.
        console.Profile.Width = 10_000;
        return console;
    }
}
