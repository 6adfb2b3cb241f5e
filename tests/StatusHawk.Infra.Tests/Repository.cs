namespace StatusHawk.Infra.Tests;

/// <summary>The repository, seen from a test run anywhere below its root.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "StatusHawk.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No StatusHawk.sln above {AppContext.BaseDirectory}.");
    }
}
