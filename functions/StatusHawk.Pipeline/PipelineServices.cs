using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StatusHawk.Azure;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Pipeline;

/// <summary>What Pipeline is made of.</summary>
public static class PipelineServices
{
    public static IServiceCollection AddStatusHawkPipeline(this IServiceCollection services, IConfiguration configuration) => services
        .AddStatusHawkStores(configuration)
        .AddScheduling()
        .AddVerdicts(configuration)
        .AddPublication();

    private static IServiceCollection AddScheduling(this IServiceCollection services) => services
        .AddSingleton<MonitorDirectory>()
        .AddSingleton<Scheduling>();

    private static IServiceCollection AddVerdicts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<VerdictOptions>().Bind(configuration.GetSection(VerdictOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton(provider => provider.GetRequiredService<IOptions<VerdictOptions>>().Value)
            .AddSingleton<RegionFreshness>()
            .AddSingleton<LiveView>()
            .AddSingleton<Evaluation>()
            .AddSingleton<Recording>()
            .AddSingleton<Opinions>()
            .AddSingleton<MonitorChanges>()
            .AddSingleton<Watchdog>();
    }

    private static IServiceCollection AddPublication(this IServiceCollection services) => services
        .AddSingleton<Publication>();
}
