namespace StatusHawk.Local.Data;

/// <summary>The folder that a stack keeps everything in.</summary>
public sealed class DataFolder(string path)
{
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string AzuritePath => In("azurite");
    public string CosmosPath => In("cosmos");
    public string LogsPath => In("logs");
    public string SecretsPath => In("secrets.json");
    public string ProcessesPath => In("processes.json");
    public string TargetPath => In("target.json");
    public string MailPath => In("mail.jsonl");
    public string EnvironmentPath => In("hawk.env");

    /// <summary>Says that the demo monitor was made once: who deletes it does not find it back.</summary>
    public string SeededPath => In("seeded.json");

    /// <summary>A folder of its own under the system's temporary one.</summary>
    public static DataFolder Temporary() => new(Directory.CreateTempSubdirectory("statushawk-").FullName);

    /// <summary>Makes what is missing.</summary>
    public void Create()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Path);
        else Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.CreateDirectory(AzuritePath);
        Directory.CreateDirectory(CosmosPath);
        Directory.CreateDirectory(LogsPath);
    }

    /// <summary>Null when another stack uses this data. The lock ends with its process, however that ends.</summary>
    public IDisposable? TryLock()
    {
        try
        {
            return new FileStream(In("lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
