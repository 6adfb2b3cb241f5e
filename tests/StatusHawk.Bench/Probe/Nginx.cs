using System.Globalization;
using System.Text.RegularExpressions;

namespace StatusHawk.Bench.Probe;

/// <summary>
/// The target of both sides: answers 200 and some 100 bytes, closes the connection, and resumes no TLS session. Listens on many ports of each kind: closed
/// connections keep their pair of ports for a minute, and one port has only 28,000 pairs.
/// </summary>
public sealed partial class Nginx
{
    private const int PortsOfAKind = 16;
    private readonly HttpClient _http = new();
    private readonly int _base;

    private Nginx(int portBase) => _base = portBase;

    /// <summary>How many ports from its base are its own.</summary>
    public static int Span => 2 * PortsOfAKind + 1;

    public IReadOnlyList<string> HttpUrls => [.. Enumerable.Range(_base, PortsOfAKind).Select(port => $"http://127.0.0.1:{port}/")];

    public IReadOnlyList<string> HttpsUrls => [.. Enumerable.Range(_base + PortsOfAKind, PortsOfAKind).Select(port => $"https://127.0.0.1:{port}/")];

    private int StatusPort => _base + 2 * PortsOfAKind;

    public static async Task<Nginx> StartAsync(Workbench bench, int portBase)
    {
        var nginx = new Nginx(portBase);
        var file = Path.Combine(bench.Folder, "nginx.conf");
        await File.WriteAllTextAsync(file, nginx.Configuration(bench));
        var child = bench.Start("nginx", ["-c", file, "-p", bench.Folder, "-e", "stderr"]);
        await child.BecomesAsync(async () =>
        {
            try
            {
                return await nginx.AcceptedAsync() > 0;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return nginx;
    }

    /// <summary>How many connections it has accepted, this question's own included.</summary>
    public async Task<long> AcceptedAsync()
    {
        var status = await _http.GetStringAsync($"http://127.0.0.1:{StatusPort}/");
        return long.Parse(Counters().Match(status).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private string Configuration(Workbench bench)
    {
        string Listen(int from, string kind) => string.Join('\n', Enumerable.Range(from, PortsOfAKind).Select(port => $"    listen 127.0.0.1:{port}{kind} backlog=4096;"));
        string[] temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
        var answer = $"default_type text/plain; return 200 '{new string('x', 99)}\\n';";
        return $$"""
            daemon off;
            pid {{bench.Folder}}/nginx.pid;
            worker_processes 2;
            events { worker_connections 8192; }
            http {
              access_log off;
              keepalive_timeout 0;
              {{string.Join("\n  ", temporary.Select(kind => $"{kind}_temp_path {bench.Folder}/nginx-{kind};"))}}
              server {
            {{Listen(_base, "")}}
                location / { {{answer}} }
              }
              server {
            {{Listen(_base + PortsOfAKind, " ssl")}}
                ssl_certificate {{bench.Authority.CertificateFile}};
                ssl_certificate_key {{bench.Authority.KeyFile}};
                ssl_protocols TLSv1.3;
                ssl_session_tickets off;
                ssl_session_cache off;
                location / { {{answer}} }
              }
              server {
                listen 127.0.0.1:{{StatusPort}};
                location / { stub_status; }
              }
            }
            """;
    }

    // "server accepts handled requests", and on the next line the numbers.
    [GeneratedRegex(@"requests\s+(\d+)")]
    private static partial Regex Counters();
}
