using StatusHawk.Emulation.Functions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>The entry point of a function app.</summary>
public static class FunctionsApplication
{
    /// <summary>Creates a builder over the functions of the entry assembly, configured like the local host does it.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(new FunctionsApplicationSettings { Args = args });

    /// <summary>The hook of tests: a host over chosen types, with settings of its own.</summary>
    internal static FunctionsApplicationBuilder CreateBuilder(FunctionsApplicationSettings settings) => new(settings);
}
