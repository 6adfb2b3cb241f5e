using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StatusHawk.Azure;
using StatusHawk.Azure.Watching;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Alerting.Channels;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.StatusPages;
using StatusHawk.Core.Uptime;
using StatusHawk.Core.Watching;
using StatusHawk.Pipeline.Watching;

namespace StatusHawk.Pipeline;

/// <summary>What Pipeline is made of.</summary>
public static class PipelineServices
{
    public static IServiceCollection AddStatusHawkPipeline(this IServiceCollection services, IConfiguration configuration) => services
        .AddStatusHawkStores(configuration)
        .AddScheduling()
        .AddVerdicts(configuration)
        .AddIncidents(configuration)
        .AddAlerting(configuration)
        .AddMails(configuration)
        .AddPublication()
        .AddRemoval(configuration)
        .AddHistory(configuration)
        .AddWatching(configuration);

    private static IServiceCollection AddScheduling(this IServiceCollection services) => services
        .AddSingleton<MonitorDirectory>()
        .AddSingleton<Scheduling>();

    private static IServiceCollection AddVerdicts(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<VerdictOptions>(configuration, VerdictOptions.SectionName)
        .AddSettings<RecordingOptions>(configuration, RecordingOptions.SectionName)
        .AddSingleton<RegionFreshness>()
        .AddSingleton<JudgedObservations>()
        .AddSingleton<RegionAbilities>()
        .AddSingleton(provider => new SelfCall(new HttpClient(), provider.GetRequiredService<AlertingOptions>().PublicUrl, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<LiveView>()
        .AddSingleton<Evaluation>()
        .AddSingleton<Recording>()
        .AddSingleton<PoisonSweep>()
        .AddSingleton<Opinions>()
        .AddSingleton<MonitorChanges>()
        .AddSingleton<Watchdog>();

    private static IServiceCollection AddIncidents(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<IncidentOptions>(configuration, IncidentOptions.SectionName)
        .AddSingleton<Confirmation>()
        .AddSingleton<Opening>()
        .AddSingleton<Following>()
        .AddSingleton<Aftercare>();

    private static IServiceCollection AddAlerting(this IServiceCollection services, IConfiguration configuration) => services
        .AddStatusHawkMail(configuration)
        .AddSettings<AlertingOptions>(configuration, AlertingOptions.SectionName)
        .AddSettings<ProbeOptions>(configuration, ProbeOptions.SectionName)
        .AddSettings<SealingOptions>(configuration, SealingOptions.SectionName)
        .AddSingleton<Sealer>()
        .AddSingleton<IChannelSender, WebhookChannel>()
        .AddSingleton<IChannelSender, EmailChannel>()
        .AddSingleton<Outstanding>()
        .AddSingleton<Delivering>();

    private static IServiceCollection AddMails(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<AccountOptions>(configuration, AccountOptions.SectionName)
        .AddSingleton<SendingMails>();

    private static IServiceCollection AddPublication(this IServiceCollection services) => services
        .AddSingleton<Publication>();

    private static IServiceCollection AddRemoval(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<RemovalOptions>(configuration, RemovalOptions.SectionName)
        .AddSingleton<DeletedWorkspaces>()
        .AddSingleton<Removing>();

    private static IServiceCollection AddHistory(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<UptimeOptions>(configuration, UptimeOptions.SectionName)
        .AddSingleton<Retention>()
        .AddSingleton<MonitorLogs>()
        .AddSingleton<ShardHistory>()
        .AddSingleton<Ledger>()
        .AddSingleton<Compaction>()
        .AddSingleton<Summaries>()
        .AddSingleton<LateRounds>();

    private static IServiceCollection AddWatching(this IServiceCollection services, IConfiguration configuration) => services
        .AddStatusHawkWatching(configuration, WatchApi.Service)
        .AddTablesCheck()
        .AddQueueCheck(Queues.Results)
        .AddSingleton<IHealthCheck, PlanCheck>()
        .AddSingleton<IHealthCheck, RegionsCheck>()
        .AddSingleton<QueueDepths>()
        .AddSingleton<IObserved>(provider => provider.GetRequiredService<QueueDepths>())
        .AddSingleton<IObserved, PipelineGauges>()
        .AddSingleton<RegionSilence>()
        .AddSingleton<AlarmReading>()
        .AddSingleton(provider => new DeadMan(
            new HttpClient(), provider.GetRequiredService<IOptions<WatchingOptions>>().Value.DeadManUrl, provider.GetRequiredService<TimeProvider>()));

    private static IServiceCollection AddSettings<T>(this IServiceCollection services, IConfiguration configuration, string section) where T : class
    {
        services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton(provider => provider.GetRequiredService<IOptions<T>>().Value);
    }
}
