using System.Text.Json;
using StatusHawk.Core;

namespace StatusHawk.Cli.Server;

/// <summary>
/// The profiles of one user: <c>profiles.json</c> in the user's folder of settings, readable by nobody else. Written beside and renamed, so that it is whole
/// whatever ends this process; changed under a lock, so that two commands at once do not use one refresh token twice.
/// </summary>
public sealed class ProfileFile(string path, TimeProvider time)
{
    public const string DefaultName = "default";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Path { get; } = path;

    /// <summary><c>STATUSHAWK_CONFIG</c>, else <c>statushawk/profiles.json</c> where this system keeps settings.</summary>
    public static ProfileFile OfUser(Func<string, string?> environment, TimeProvider time) =>
        new(environment("STATUSHAWK_CONFIG") is { Length: > 0 } own
            ? own
            : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "statushawk", "profiles.json"), time);

    public Profile? Read(string name) => ReadAll().GetValueOrDefault(name);

    public IReadOnlyDictionary<string, Profile> ReadAll()
    {
        try
        {
            return File.Exists(Path) ? StatusHawkJson.Read<Dictionary<string, Profile>>(File.ReadAllText(Path)) : [];
        }
        catch (JsonException)
        {
            throw new CliException($"{Path} is not what statushawk wrote.", "Mend or remove it, and sign in again: statushawk login");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{Path} cannot be read: {e.Message}");
        }
    }

    /// <summary>Changes one profile while nobody else does. Null takes it away.</summary>
    public async Task<Profile?> ChangeAsync(string name, Func<Profile?, Task<Profile?>> change, CancellationToken cancellationToken)
    {
        try
        {
            CreateFolder(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!);
            await using var held = await LockAsync(cancellationToken);
            var all = ReadAll().ToDictionary();
            var next = await change(all.GetValueOrDefault(name));
            if (next is null) all.Remove(name);
            else all[name] = next;
            Write(all);
            return next;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{Path} cannot be written: {e.Message}");
        }
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else if (!Directory.Exists(folder)) Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private void Write(Dictionary<string, Profile> all)
    {
        var beside = $"{Path}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var file = new FileStream(beside, options)) JsonSerializer.Serialize(file, all, StatusHawkJson.Options);
            File.Move(beside, Path, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }
    }

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (time.GetElapsedTime(begun) < Patience)
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }
}
