using System.Diagnostics;

namespace StatusHawk.Bench.Probe;

/// <summary>
/// prometheus-blackbox-exporter, the program that people run for such checks, asked in the way in which Prometheus asks it: over /probe, on connections that
/// stay open. As it comes (the module <c>http_2xx</c>, and the root by <c>ca_file</c>, as its manual has it), or trimmed as far as it goes: no HTTP/2, no redirects,
/// no choice of address, no log, and the root where it is read once.
/// </summary>
public sealed class BlackboxExporter : IDisposable
{
    private const string Trimmed = """
        modules:
          bench:
            prober: http
            timeout: 10s
            http:
              preferred_ip_protocol: ip4
              ip_protocol_fallback: false
              valid_http_versions: [HTTP/1.1]
              follow_redirects: false
              enable_http2: false
        """;

    private readonly HttpClient _http = new();
    private readonly string _url;
    private readonly ChildProcess _child;

    private BlackboxExporter(ChildProcess child, int port) => (_child, _url) = (child, $"http://127.0.0.1:{port}");

    public double CpuSeconds => CpuTime.Of(_child.Id);

    public static async Task<BlackboxExporter> StartAsync(Workbench bench, int port, bool isTrimmed, int? core)
    {
        var file = Path.Combine(bench.Folder, $"blackbox-{port}.yml");
        await File.WriteAllTextAsync(file, isTrimmed ? Trimmed : AsItComes(bench.Authority.RootFile));
        var child = bench.Start(
            "prometheus-blackbox-exporter",
            [$"--config.file={file}", $"--web.listen-address=127.0.0.1:{port}", .. isTrimmed ? new[] { "--log.level=error" } : []],
            bench.Authority.Trusted,
            core: core);
        var exporter = new BlackboxExporter(child, port);
        await child.BecomesAsync(async () =>
        {
            try
            {
                return (await exporter._http.GetAsync($"{exporter._url}/-/healthy")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return exporter;
    }

    private static string AsItComes(string rootFile) => $"""
        modules:
          bench:
            prober: http
            http:
              tls_config:
                ca_file: {rootFile}
        """;

    public void Dispose()
    {
        _child.Dispose();
        _http.Dispose();
    }

    /// <summary>Has it probe for so long, and returns how often.</summary>
    /// <exception cref="InvalidOperationException">A probe did not succeed.</exception>
    public async Task<int> RunAsync(IReadOnlyList<string> targets, int callers, double seconds)
    {
        var (begun, watch) = (-1, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed.TotalSeconds < seconds)
            {
                var target = targets[Interlocked.Increment(ref begun) % targets.Count];
                var metrics = await _http.GetStringAsync($"{_url}/probe?module=bench&target={Uri.EscapeDataString(target)}");
                if (!metrics.Contains("\nprobe_success 1\n")) throw new InvalidOperationException($"The exporter does not find {target} up:\n{metrics}");
            }
        })));
        return begun + 1;
    }
}
