using System.Reflection;

namespace StatusHawk.Emulation.Functions.Hosting;

/// <summary>What a host runs and how it is set up. A product uses the defaults; tests choose.</summary>
internal sealed record FunctionsApplicationSettings
{
    /// <summary>The command line.</summary>
    public string[] Args { get; init; } = [];

    /// <summary>The classes whose functions run.</summary>
    /// <value>By default all classes of the entry assembly.</value>
    public IReadOnlyList<Type>? FunctionTypes { get; init; }

    /// <summary>The assembly whose functions run when no types are chosen.</summary>
    /// <value>By default the entry assembly.</value>
    public Assembly? Assembly { get; init; }

    /// <summary>Where <c>host.json</c> and <c>local.settings.json</c> are.</summary>
    /// <value>By default the folder of the program.</value>
    public string BaseDirectory { get; init; } = AppContext.BaseDirectory;

    /// <summary>The content of <c>host.json</c>, instead of the file.</summary>
    public string? HostJson { get; init; }

    /// <summary>Settings above everything else, named with colons as configuration names them.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>The part of the host in lock names.</summary>
    internal Assembly FunctionsAssembly => Assembly ?? FunctionTypes?.FirstOrDefault()?.Assembly ?? Assembly.GetEntryAssembly()
        ?? throw new InvalidOperationException("There is no entry assembly to find functions in.");
}
