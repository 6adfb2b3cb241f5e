using System.Diagnostics;

namespace StatusHawk.Emulation.Tests;

/// <summary>Where the emulator's source is, seen from a test run anywhere below the repository's root.</summary>
internal static class Repository
{
    private static readonly object Gate = new();

    private static string EmulatorFolder { get; } = Path.Combine(Root(), "emulation", "cosmos");

    public static string EmulatorScript { get; } = Path.Combine(EmulatorFolder, "server.mjs");

    /// <summary>`npm ci`, unless it was done before.</summary>
    public static void InstallEmulatorPackages()
    {
        lock (Gate)
        {
            if (File.Exists(Path.Combine(EmulatorFolder, "node_modules", ".package-lock.json"))) return;
            var install = new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund"]) { WorkingDirectory = EmulatorFolder };
            using var npm = Process.Start(install)!;
            npm.WaitForExit();
            if (npm.ExitCode != 0) throw new InvalidOperationException($"npm ci in {EmulatorFolder} ended with {npm.ExitCode}.");
        }
    }

    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "StatusHawk.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException($"No StatusHawk.sln above {AppContext.BaseDirectory}.");
    }
}
