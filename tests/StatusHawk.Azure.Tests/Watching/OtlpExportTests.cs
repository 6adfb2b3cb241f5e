using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StatusHawk.Azure.Watching;
using StatusHawk.Core.Watching;

namespace StatusHawk.Azure.Tests.Watching;

public sealed class OtlpExportTests
{
    [Fact]
    public async Task What_is_counted_and_traced_reaches_a_collector_before_the_app_has_ended()
    {
        await using var collector = Collector.Start();
        var region = Guid.NewGuid().ToString("N");
        await RunAsync(region, ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_EXPORTER_OTLP_HEADERS", "x-key=abc"));

        collector.Bodies("/v1/metrics").ShouldContain(body => body.Contains("statushawk_rounds_dropped", StringComparison.Ordinal) && body.Contains(region, StringComparison.Ordinal));
        collector.Bodies("/v1/metrics").ShouldContain(body => body.Contains("statushawk-test", StringComparison.Ordinal));
        collector.Bodies("/v1/traces").ShouldContain(body => body.Contains("span of " + region, StringComparison.Ordinal));
        collector.Requests.ShouldAllBe(request => request.ContentType == "application/x-protobuf" && request.Key == "abc");
    }

    [Fact]
    public async Task Without_the_setting_nothing_is_sent_and_nothing_fails() => await RunAsync("none");

    [Fact]
    public async Task A_collector_that_is_away_keeps_nobody_from_ending() =>
        await RunAsync("away", ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"));

    private static async Task RunAsync(string region, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value)).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddStatusHawkWatching(configuration, "statushawk-test").BuildServiceProvider();
        var watching = services.GetServices<IHostedService>().OfType<IHostedLifecycleService>().Single();
        await watching.StartingAsync(default);
        Instruments.RoundsDropped.Add(1, new KeyValuePair<string, object?>("region", region));
        using (Spans.Start("span of " + region))
        {
        }

        await watching.StoppedAsync(default);
    }

    /// <summary>Takes whatever is sent.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly List<Request> _requests = [];
        private Task _serving = Task.CompletedTask;

        public string Url { get; private init; } = "";

        public IReadOnlyList<Request> Requests
        {
            get
            {
                lock (_requests) return [.. _requests];
            }
        }

        public static Collector Start()
        {
            // A free port may be taken by somebody else meanwhile.
            for (var attempt = 0; ; attempt++)
            {
                var collector = new Collector { Url = $"http://127.0.0.1:{Random.Shared.Next(20_000, 60_000)}" };
                collector._listener.Prefixes.Add(collector.Url + "/");
                try
                {
                    collector._listener.Start();
                    collector._serving = collector.ServeAsync();
                    return collector;
                }
                catch (HttpListenerException) when (attempt < 20)
                {
                }
            }
        }

        public IEnumerable<string> Bodies(string path) => Requests.Where(request => request.Path == path).Select(request => request.Body);

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _serving;
            _listener.Close();
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    using var body = new MemoryStream();
                    await context.Request.InputStream.CopyToAsync(body);
                    lock (_requests) _requests.Add(new(context.Request.Url!.AbsolutePath, context.Request.ContentType, context.Request.Headers["x-key"], Encoding.Latin1.GetString(body.ToArray())));
                    context.Response.Close();
                }
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
            }
        }
    }

    private sealed record Request(string Path, string? ContentType, string? Key, string Body);
}
