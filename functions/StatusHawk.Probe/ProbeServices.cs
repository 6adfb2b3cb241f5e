using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Azure;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Probing;

namespace StatusHawk.Probe;

/// <summary>What Probe is made of: queues and sockets, nothing else.</summary>
public static class ProbeServices
{
    public static IServiceCollection AddStatusHawkProbe(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ProbeOptions>().Bind(configuration.GetSection(ProbeOptions.SectionName)).ValidateDataAnnotations()
            .Validate(probe => !string.IsNullOrEmpty(probe.Region), "Probe:Region must name the region that this app probes for.")
            .ValidateOnStart();
        services.AddOptions<SealingOptions>().Bind(configuration.GetSection(SealingOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddStatusHawkQueues(configuration)
            .AddStatusHawkProbing()
            .AddSingleton<PingAbility>()
            .AddSingleton(provider => new RoundRunner(
                provider.GetRequiredService<CheckRunner>().RunAsync, provider.GetRequiredService<CheckRunner>().RunOpinionAsync,
                provider.GetRequiredService<IMessageQueues>(), provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<PingAbility>().ReportAsync));
    }
}
