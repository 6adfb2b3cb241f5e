namespace StatusHawk.Local.Processes;

/// <summary>What to start, and where its output goes.</summary>
public sealed record ChildCommand
{
    public required string File { get; init; }
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Added to the environment that is inherited; a name that is there already is replaced.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public required string WorkingDirectory { get; init; }

    /// <summary>Output and errors are appended to this file by the process itself, so that no line is lost when the starter dies.</summary>
    public required string LogPath { get; init; }

    /// <summary>What its command line will contain: the program's path, say.</summary>
    public required string Mark { get; init; }
}
