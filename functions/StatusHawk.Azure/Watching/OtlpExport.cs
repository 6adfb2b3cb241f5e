using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using StatusHawk.Core.Watching;

namespace StatusHawk.Azure.Watching;

/// <summary>
/// Sends metrics and traces by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set, and what is left of them at the end. All of the standard's settings are
/// read by the library itself, from the app's configuration.
/// </summary>
/// <param name="service">The name that it sends under, unless <c>OTEL_SERVICE_NAME</c> says another: <c>statushawk-api</c>.</param>
internal sealed class OtlpExport(string service, IConfiguration configuration) : IDisposable
{
    private const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string NameSetting = "OTEL_SERVICE_NAME";
    private const int FlushMilliseconds = 5000;
    private MeterProvider? _metrics;
    private TracerProvider? _traces;

    public void Start()
    {
        if (string.IsNullOrEmpty(configuration[EndpointSetting])) return;
        _traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(Name)
            .AddSource(Instruments.Name)
            .AddOtlpExporter()
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(services => services.AddSingleton(configuration))
            .ConfigureResource(Name)
            .AddMeter(Instruments.Name, "System.Runtime")
            .AddOtlpExporter()
            .Build();
    }

    /// <summary>Sends what is left, within 5 s for each.</summary>
    public void Stop()
    {
        _traces?.Shutdown(FlushMilliseconds);
        _metrics?.Shutdown(FlushMilliseconds);
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private void Name(ResourceBuilder resource)
    {
        if (string.IsNullOrEmpty(configuration[NameSetting])) resource.AddService(service);
    }
}
