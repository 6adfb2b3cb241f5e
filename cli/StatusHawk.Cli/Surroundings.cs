using StatusHawk.Cli.Output;
using StatusHawk.Cli.Server;

namespace StatusHawk.Cli;

/// <summary>All that a command touches beside its arguments.</summary>
public sealed record Surroundings(Terminal Terminal, SignIns SignIns, Func<string, string?> Environment, TextReader Input)
{
    public TimeProvider Time => SignIns.Time;

    /// <summary>A file's text; <c>-</c> is what is piped in.</summary>
    public async Task<string> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            return file == "-" ? await Input.ReadToEndAsync(cancellationToken) : await File.ReadAllTextAsync(file, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{file} cannot be read: {e.Message}");
        }
    }
}
