using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Azure;
using StatusHawk.Azure.Watching;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Core.Watching;
using StatusHawk.Probe.Watching;

namespace StatusHawk.Probe;

/// <summary>What Probe is made of: queues and sockets, nothing else.</summary>
public static class ProbeServices
{
    public static IServiceCollection AddStatusHawkProbe(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ProbeOptions>().Bind(configuration.GetSection(ProbeOptions.SectionName)).ValidateDataAnnotations()
            .Validate(probe => !string.IsNullOrEmpty(probe.Region), $"{ProbeOptions.RegionSetting} must name the region that this app probes for.")
            .ValidateOnStart();
        services.AddOptions<SealingOptions>().Bind(configuration.GetSection(SealingOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddStatusHawkQueues(configuration)
            .AddStatusHawkWatching(configuration, WatchApi.Service)
            .AddQueueCheck(Queues.Checks(configuration[ProbeOptions.RegionSetting] ?? ""))
            .AddStatusHawkProbing(configuration)
            .AddSingleton<PingAbility>()
            .AddSingleton(provider => new RoundRunner(
                Counting(provider, provider.GetRequiredService<CheckRunner>().RunAsync), Counting(provider, provider.GetRequiredService<CheckRunner>().RunOpinionAsync),
                provider.GetRequiredService<IMessageQueues>(), provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<PingAbility>().ReportAsync));
    }

    private static RunCheck Counting(IServiceProvider provider, RunCheck run) => run.Counting(provider.GetRequiredService<ProbeOptions>().Region);
}
