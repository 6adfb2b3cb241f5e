namespace StatusHawk.Infra.Tests.Publishing;

/// <summary>An app, published by <c>dotnet publish</c> as it was built for the tests, in a folder that is removed afterwards.</summary>
internal sealed class Published : IDisposable
{
    private Published(string app, string folder) => (App, Folder) = (app, folder);

    public string App { get; }
    public string Folder { get; }

    public string Dll => Path.Combine(Folder, $"StatusHawk.{App}.dll");

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public static async Task<Published> OfAsync(string app)
    {
        var folder = Directory.CreateTempSubdirectory($"statushawk-{app}-").FullName;
        await Tool.RunAsync("dotnet", Repository.Root, "publish", Repository.PathOf("functions", $"StatusHawk.{app}"), "-c", Configuration, "--no-build", "-o", folder, "--nologo");
        return new(app, folder);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
