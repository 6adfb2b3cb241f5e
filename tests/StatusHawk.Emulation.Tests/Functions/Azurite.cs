using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azure.Storage.Queues;

[assembly: AssemblyFixture(typeof(StatusHawk.Emulation.Tests.Functions.Azurite))]

namespace StatusHawk.Emulation.Tests.Functions;

/// <summary>One storage emulator for all tests of the assembly, started when the first one asks for it.</summary>
public sealed class Azurite : IAsyncDisposable
{
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Lazy<Task<Process>> _process;
    private readonly int[] _ports = [FreePort(), FreePort(), FreePort()];

    public Azurite() => _process = new(StartAsync);

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};" +
        $"BlobEndpoint=http://127.0.0.1:{_ports[0]}/{Account};QueueEndpoint=http://127.0.0.1:{_ports[1]}/{Account};" +
        $"TableEndpoint=http://127.0.0.1:{_ports[2]}/{Account};";

    public Task ReadyAsync() => _process.Value;

    public async Task<QueueClient> QueueAsync(string name, bool create = true)
    {
        await ReadyAsync();
        var queue = new QueueClient(ConnectionString, name);
        if (create)
            await queue.CreateIfNotExistsAsync();
        return queue;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.IsValueCreated)
            return;
        var process = await _process.Value;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<Process> StartAsync()
    {
        var folder = Path.Combine(RepositoryRoot(), "emulation", "azurite");
        var binary = Path.Combine(folder, "node_modules", ".bin", "azurite");
        if (!File.Exists(binary))
            await RunAsync("npm", folder, "ci");
        var process = Process.Start(new ProcessStartInfo(binary,
        [
            "--inMemoryPersistence", "--skipApiVersionCheck", "--silent", "--disableTelemetry",
            "--blobPort", $"{_ports[0]}", "--queuePort", $"{_ports[1]}", "--tablePort", $"{_ports[2]}",
        ])
        { WorkingDirectory = Path.GetTempPath() })!;
        foreach (var port in _ports)
            await Eventually.TrueAsync(() => Answers(port), $"Azurite on port {port}");
        return process;
    }

    private static bool Answers(int port)
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task RunAsync(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder })!;
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}");
    }

    internal static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            folder = folder.Parent ?? throw new InvalidOperationException("The repository is not above the tests.");
        return folder.FullName;
    }
}
