using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using StatusHawk.Azure.Accounts;
using StatusHawk.Azure.Alerting;
using StatusHawk.Azure.Checks;
using StatusHawk.Azure.Incidents;
using StatusHawk.Azure.Monitors;
using StatusHawk.Azure.StatusPages;
using StatusHawk.Azure.Uptime;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.StatusPages;
using StatusHawk.Core.Uptime;
using StatusHawk.Core.Watching;

namespace StatusHawk.Azure;

/// <summary>Everything that touches Azure, by what the rest of StatusHawk calls it.</summary>
public static class AzureServices
{
    /// <summary>The stores in Cosmos DB and in tables, the queues, and the clock.</summary>
    public static IServiceCollection AddStatusHawkStores(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CosmosOptions>().Bind(configuration.GetSection(CosmosOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<CosmosDatabase>();
        services.TryAddSingleton<Retrying>();
        services.TryAddSingleton<IWorkspaceStore, CosmosWorkspaceStore>();
        services.TryAddSingleton<IUserStore, CosmosUserStore>();
        services.TryAddSingleton<IMemberStore, CosmosMemberStore>();
        services.TryAddSingleton<IInvitationStore, CosmosInvitationStore>();
        services.TryAddSingleton<IIdempotentRequests, CosmosIdempotentRequests>();
        services.TryAddSingleton(typeof(IExpiringStore<>), typeof(CosmosExpiringStore<>));
        services.TryAddSingleton<IRemovals, CosmosRemovals>();
        services.TryAddSingleton<IWorkspaceData, CosmosWorkspaceData>();
        services.TryAddSingleton<IKeyClaims, CosmosKeyClaims>();
        services.TryAddSingleton<IMonitorStore, CosmosMonitorStore>();
        services.TryAddSingleton<IShardStore, CosmosShardStore>();
        services.TryAddSingleton<ICheckLog, CosmosCheckLog>();
        services.TryAddSingleton<ITestAnswers, CosmosTestAnswers>();
        services.TryAddSingleton<ILiveStore, CosmosLiveStore>();
        services.TryAddSingleton<IStatusPageStore, CosmosStatusPageStore>();
        services.TryAddSingleton<IPageStore, CosmosPageStore>();
        services.TryAddSingleton<ICursorStore, CosmosCursorStore>();
        services.TryAddSingleton<IIncidentStore, CosmosIncidentStore>();
        services.TryAddSingleton<IChannelStore, CosmosChannelStore>();
        services.TryAddSingleton(new TableStorage(configuration));
        services.TryAddSingleton<IDeliveryLedger, TableDeliveryLedger>();
        services.TryAddSingleton<IAuditLog, TableAuditLog>();
        services.TryAddSingleton<IHistoryStore, CosmosHistoryStore>();
        services.TryAddSingleton<IHistoryProgress, CosmosHistoryProgress>();
        services.TryAddSingleton<IUptimeLedger, TableUptimeLedger>();
        services.TryAddSingleton<IOpenIncidents, TableOpenIncidents>();
        services.TryAddTransient<IChangeFeed<Monitor>, CosmosMonitorFeed>();
        services.TryAddTransient<IChangeFeed<LiveState>, CosmosLiveFeed>();
        services.TryAddTransient<IChangeFeed<StatusPage>, CosmosStatusPageFeed>();
        return services.AddStatusHawkQueues(configuration);
    }

    /// <summary>Mails, which Pipeline alone sends.</summary>
    public static IServiceCollection AddStatusHawkMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EmailOptions>().Bind(configuration.GetSection(EmailOptions.SectionName)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<IMailer, EmailClientMailer>();
        return services;
    }

    /// <summary>What runs checks, of every kind: one touch-list for Probe and for "test now" in Api.</summary>
    public static IServiceCollection AddStatusHawkProbing(this IServiceCollection services, IConfiguration configuration)
    {
        services.PostConfigure<ProbeOptions>(probe => probe.Region = configuration[ProbeOptions.RegionSetting] ?? "");
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<ProbeOptions>>().Value);
        services.TryAddSingleton(provider => new Sealer(provider.GetRequiredService<IOptions<SealingOptions>>().Value));
        services.AddSingleton<IProbe, HttpProbe>();
        services.AddSingleton<IProbe, TcpProbe>();
        services.AddSingleton<IProbe, PingProbe>();
        services.AddSingleton<IProbe, DnsProbe>();
        services.AddSingleton<IProbe, TlsProbe>();
        services.TryAddSingleton<Canaries>();
        services.TryAddSingleton<CheckRunner>();
        services.TryAddSingleton<RunCheck>(provider => provider.GetRequiredService<CheckRunner>().RunAsync);
        return services;
    }

    /// <summary>The queues and the clock: all that Probe needs.</summary>
    public static IServiceCollection AddStatusHawkQueues(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new StorageQueues(configuration, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IQueueDepths>(provider => provider.GetRequiredService<StorageQueues>());
        services.TryAddSingleton<QueueWork>();
        services.TryAddSingleton<IMessageQueues>(provider => provider.GetRequiredService<StorageQueues>());
        services.TryAddSingleton<IPoisonQueues>(provider => provider.GetRequiredService<StorageQueues>());
        return services;
    }
}
