using System.Reflection;

namespace StatusHawk.Local;

/// <summary>Where the things are that a stack starts: found from the folder this program was built into.</summary>
public static class Repository
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary><c>Debug</c> or <c>Release</c>: as this assembly was built, so were the apps.</summary>
    public static string Configuration { get; } =
        typeof(Repository).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";

    /// <summary>The program of <c>./hawk up</c>, built.</summary>
    public static string LocalProgram => Program("emulation", "StatusHawk.Local");

    public static string FunctionApp(string project) => Program("functions", project);

    public static string Emulator(params ReadOnlySpan<string> path) => Path.Combine([Root, "emulation", .. path]);

    private static string Program(string folder, string project) => Path.Combine(Root, folder, project, "bin", Configuration, "net10.0", project + ".dll");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "StatusHawk.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No StatusHawk.sln above {AppContext.BaseDirectory}: the local stack runs from the repository's own build.");
    }
}
