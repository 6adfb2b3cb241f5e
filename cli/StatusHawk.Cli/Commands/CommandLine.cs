using System.CommandLine;
using StatusHawk.Cli.Server;

namespace StatusHawk.Cli.Commands;

/// <summary>The whole command line: parses, runs one command, and turns what it throws into words and an exit code.</summary>
public sealed class CommandLine
{
    private readonly Surroundings _around;
    private readonly RootCommand _root;
    private readonly Dictionary<Command, string> _descriptions = [];
    private readonly Option<bool> _json = new("--json") { Description = "Write the result as JSON, and errors as JSON beside it.", Recursive = true };
    private readonly Option<string?> _profile = new("--profile") { Description = "Which sign-in to use (STATUSHAWK_PROFILE; 'default').", Recursive = true };

    public CommandLine(Surroundings around)
    {
        _around = around;
        _root = new RootCommand("""
            Uptime monitoring from the command line and as code.

            Exit codes: 0 done, all well; 1 not well (down, changes); 2 could not be done.
            Environment: STATUSHAWK_URL, STATUSHAWK_KEY and STATUSHAWK_WORKSPACE come before what 'login' stored; NO_COLOR.

            Examples:
              statushawk check https://example.org --assert '[STATUS] == 200'
              statushawk login --url https://status.example.com
              statushawk export > statushawk.yaml
              statushawk plan statushawk.yaml
              statushawk apply statushawk.yaml
            """);
        _root.Options.Add(_json);
        _root.Options.Add(_profile);
        Command[] commands =
        [
            .. AccountCommands.All(this), .. MailCommands.All(this), StatusCommand.Of(this), MonitorCommands.Of(this), IncidentCommands.Of(this), CheckCommand.Of(this),
            .. AsCodeCommands.All(this), ImportCommands.Of(this),
        ];
        foreach (var command in commands) _root.Subcommands.Add(command);
        Shorten(_root.Subcommands);
    }

    /// <summary>What a command does with its arguments; the result is the exit code.</summary>
    internal delegate Task<int> Act(ParseResult arguments, CancellationToken cancellationToken);

    internal Surroundings Around => _around;

    public async Task<int> RunAsync(params string[] arguments)
    {
        var parsed = _root.Parse(arguments);

        // A list of commands has a line for each; only the help of the one that is asked about has its examples.
        var asked = parsed.CommandResult.Command;
        if (_descriptions.TryGetValue(asked, out var whole)) asked.Description = whole;
        _around.Terminal.Json = parsed.GetValue(_json);
        if (parsed.Errors.Count > 0)
        {
            _around.Terminal.Tell(new CliException(parsed.Errors[0].Message, "See statushawk --help", [.. parsed.Errors.Skip(1).Select(error => error.Message)]));
            return ExitCode.Failed;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = _around.Terminal.Output });
    }

    /// <summary>A command of its own.</summary>
    internal Command Command(string name, string description, Act act, params Symbol[] symbols)
    {
        var command = Group(name, description, symbols);
        command.SetAction((parsed, cancellationToken) => GuardAsync(() => act(parsed, cancellationToken), cancellationToken));
        return command;
    }

    internal static Command Group(string name, string description, params Symbol[] symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Option option) command.Options.Add(option);
            else if (symbol is Argument argument) command.Arguments.Add(argument);
            else if (symbol is Command below) command.Subcommands.Add(below);
        }

        return command;
    }

    internal Workspace Open(ParseResult arguments) => _around.SignIns.Open(ProfileOf(arguments));

    internal string? ProfileOf(ParseResult arguments) => arguments.GetValue(_profile);

    private void Shorten(IEnumerable<Command> commands)
    {
        foreach (var command in commands)
        {
            var whole = command.Description ?? "";
            _descriptions[command] = whole;
            command.Description = whole.Split('\n')[0];
            Shorten(command.Subcommands);
        }
    }

    private async Task<int> GuardAsync(Func<Task<int>> run, CancellationToken cancellationToken)
    {
        try
        {
            return await run();
        }
        catch (CliException e)
        {
            _around.Terminal.Tell(e);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _around.Terminal.Tell(new CliException("Stopped. What was done so far stays."));
        }
        catch (Exception e) when (!IsDebugging())
        {
            _around.Terminal.Tell(new CliException($"Something unexpected went wrong in statushawk itself: {e.GetType().Name}: {e.Message}", "Set STATUSHAWK_DEBUG=1 to see where, and please report it."));
        }

        return ExitCode.Failed;
    }

    private bool IsDebugging() => _around.SignIns.Given("STATUSHAWK_DEBUG") is not null;
}
