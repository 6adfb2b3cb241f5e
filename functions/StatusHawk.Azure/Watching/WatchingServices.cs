using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StatusHawk.Core;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Watching;

namespace StatusHawk.Azure.Watching;

/// <summary>What every app is watched by.</summary>
public static class WatchingServices
{
    /// <param name="service">The app's name: <c>statushawk-api</c>.</param>
    public static IServiceCollection AddStatusHawkWatching(this IServiceCollection services, IConfiguration configuration, string service)
    {
        services.AddOptions<WatchingOptions>().Bind(configuration.GetSection(WatchingOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<MetricsCollector>();
        services.AddSingleton<Readiness>();
        services.AddSingleton(provider => new MetricsPage(provider.GetRequiredService<MetricsCollector>(), provider.GetRequiredService<IOptions<WatchingOptions>>().Value));
        services.AddSingleton(_ => new OtlpExport(service, configuration));
        services.AddHostedService<WatchingLifetime>();
        return services;
    }

    /// <summary>Whether something answers that the app needs.</summary>
    /// <param name="component">What it is called.</param>
    /// <param name="ask">Asks for something small.</param>
    public static IServiceCollection AddAnswerCheck<T>(this IServiceCollection services, string component, Func<T, CancellationToken, Task> ask) where T : notnull =>
        services.AddSingleton<IHealthCheck>(provider => new AnswerCheck(
            component, token => ask(provider.GetRequiredService<T>(), token), provider.GetRequiredService<TimeProvider>()));

    /// <summary>Whether the table answers: one point read of a row that nobody has.</summary>
    public static IServiceCollection AddTablesCheck(this IServiceCollection services) =>
        services.AddAnswerCheck<IDeliveryLedger>("tables", (ledger, token) => ledger.ReadAsync("~health", "~health", 0, token));

    /// <summary>Whether a queue answers.</summary>
    public static IServiceCollection AddQueueCheck(this IServiceCollection services, string queue) =>
        services.AddAnswerCheck<IQueueDepths>("queues", async (depths, token) =>
        {
            if (await depths.CountAsync(queue, token) is null) throw new StoreUnavailableException($"There is no queue {queue}.");
        });
}
