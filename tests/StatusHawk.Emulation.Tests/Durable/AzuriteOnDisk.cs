using System.Diagnostics;
using System.Net.Sockets;
using StatusHawk.Emulation.Tests.Functions;

namespace StatusHawk.Emulation.Tests.Durable;

/// <summary>A table emulator with a folder of its own, which a test kills and starts again.</summary>
internal sealed class AzuriteOnDisk : IAsyncDisposable
{
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly string _folder = Directory.CreateTempSubdirectory("durable-azurite-").FullName;
    private readonly int _port = Azurite.FreePort();
    private Process? _process;

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey={Key};TableEndpoint=http://127.0.0.1:{_port}/devstoreaccount1;";

    public async Task StartAsync()
    {
        var script = Path.Combine(Azurite.RepositoryRoot(), "emulation", "azurite", "node_modules", "azurite", "dist", "src", "table", "main.js");
        _process = Process.Start(new ProcessStartInfo("node",
        [
            script, "--skipApiVersionCheck", "--silent", "--disableTelemetry", "--tablePort", $"{_port}", "--location", _folder,
        ])
        { WorkingDirectory = _folder })!;
        await Eventually.TrueAsync(Answers, "Azurite answers");
    }

    /// <summary>Waits until what is there now is on disk.</summary>
    public async Task PersistedAsync()
    {
        var file = Path.Combine(_folder, "__azurite_db_table__.json");
        var since = DateTime.UtcNow;
        await Eventually.TrueAsync(() => File.Exists(file) && File.GetLastWriteTimeUtc(file) > since, "Azurite writes to disk");
    }

    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await KillAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private bool Answers()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect("127.0.0.1", _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
