namespace StatusHawk.Api.Tests;

/// <summary>The app's own source, for rules that no call of it could show to be kept.</summary>
internal static class AppSources
{
    /// <summary>By the file's name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = Directory.EnumerateFiles(Path.Combine(Root(), "functions", "StatusHawk.Api"), "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"))
        .ToDictionary(path => Path.GetFileName(path), File.ReadAllText, StringComparer.Ordinal);

    /// <summary>The names of the files in which one of these texts is.</summary>
    public static IReadOnlyList<string> With(params string[] texts) =>
        [.. All.Where(file => texts.Any(text => file.Value.Contains(text, StringComparison.Ordinal))).Select(file => file.Key).Order(StringComparer.Ordinal)];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "StatusHawk.sln"))) folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run in the repository.");
        return folder.FullName;
    }
}
