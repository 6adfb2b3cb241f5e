using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Azure.Cosmos;

namespace StatusHawk.Emulation.Tests.Cosmos;

/// <summary>One emulator process over a data folder of its own; it can be killed and started again over the same data.</summary>
public sealed partial class CosmosEmulatorProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly bool _ownsData;
    private Process? _process;

    public CosmosEmulatorProcess(string? data = null)
    {
        _ownsData = data is null;
        Data = data ?? Directory.CreateTempSubdirectory("statushawk-cosmos-").FullName;
        Http = new HttpClient(AcceptAnyCertificate()) { Timeout = TimeSpan.FromSeconds(30) };
    }

    public string Data { get; }

    public HttpClient Http { get; }

    public Uri Endpoint { get; private set; } = new("https://127.0.0.1:0");

    public List<string> Errors { get; } = [];

    public async Task StartAsync(int port = 0)
    {
        Repository.InstallEmulatorPackages();
        var start = new ProcessStartInfo("node")
        {
            ArgumentList = { Repository.EmulatorScript, "--port", $"{port}", "--data", Data },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, e) => { if (e.Data is not null) lock (Errors) Errors.Add(e.Data); };
        _process.BeginErrorReadLine();
        var ready = await _process.StandardOutput.ReadLineAsync().WaitAsync(StartLimit);
        if (ready is null) await _process.WaitForExitAsync();
        var address = ReadyAddress().Match(ready ?? $"exit code {_process.ExitCode}: {string.Join('\n', Errors)}");
        if (!address.Success) throw new InvalidOperationException($"The emulator did not start: {ready} {string.Join('\n', Errors)}");
        Endpoint = new Uri(address.Value);
    }

    /// <summary>kill -9: the process gets no chance to write anything more.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async Task<int> WaitForExitAsync()
    {
        await _process!.WaitForExitAsync().WaitAsync(StartLimit);
        return _process.ExitCode;
    }

    /// <summary>A client made as the product makes it, for loopback.</summary>
    public CosmosClient NewClient(int throttlingRetries = 9) => new(Endpoint.ToString(), WellKnownKey, new CosmosClientOptions
    {
        ConnectionMode = ConnectionMode.Gateway,
        LimitToEndpoint = true,
        ServerCertificateCustomValidationCallback = (_, _, _) => true,
        MaxRetryAttemptsOnRateLimitedRequests = throttlingRetries,
        UseSystemTextJsonSerializerWithOptions = new JsonSerializerOptions(JsonSerializerDefaults.Web),
    });

    public async Task SetFaultsAsync(params object[] rules) =>
        (await Http.PutAsJsonAsync(new Uri(Endpoint, "/_emulator/faults"), rules)).EnsureSuccessStatusCode();

    public async Task ClearFaultsAsync() => (await Http.DeleteAsync(new Uri(Endpoint, "/_emulator/faults"))).EnsureSuccessStatusCode();

    public async Task ResetStatsAsync() => (await Http.DeleteAsync(new Uri(Endpoint, "/_emulator/stats"))).EnsureSuccessStatusCode();

    /// <summary>What the container was asked to do since the last reset, by kind of operation.</summary>
    public async Task<JsonElement> StatsOfAsync(Container container)
    {
        var report = await Http.GetFromJsonAsync<JsonElement>(new Uri(Endpoint, "/_emulator/stats"));
        return report.GetProperty("containers").GetProperty($"{container.Database.Id}/{container.Id}");
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Http.Dispose();
        if (_ownsData) Directory.Delete(Data, recursive: true);
    }

    public const string WellKnownKey = "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";

    private static SocketsHttpHandler AcceptAnyCertificate() =>
        new() { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } };

    [GeneratedRegex(@"https://127\.0\.0\.1:\d+")]
    private static partial Regex ReadyAddress();
}
