using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StatusHawk.Emulation.Functions.Configuration;
using StatusHawk.Emulation.Functions.Discovery;
using StatusHawk.Emulation.Functions.Http;
using StatusHawk.Emulation.Functions.Invocation;
using StatusHawk.Emulation.Functions.Queues;
using StatusHawk.Emulation.Functions.Singletons;
using StatusHawk.Emulation.Functions.Timers;

namespace StatusHawk.Emulation.Functions.Hosting;

internal static class FunctionsHostServices
{
    public static void AddFunctionsHost(
        this IServiceCollection services,
        FunctionsApplicationSettings settings,
        bool servesHttp,
        InvocationPipeline pipeline)
    {
        services.AddSingleton(settings);
        services.AddSingleton(new HttpSupport(servesHttp));
        services.AddSingleton(pipeline);
        services.AddSingleton(_ => HostSettings.Load(settings));
        services.AddSingleton(p => HostJson.Load(settings, p.GetRequiredService<HostSettings>()));
        services.AddSingleton<HostClock>();
        services.AddSingleton<HostIdentity>();
        services.AddSingleton<InvocationLifetime>();
        services.AddSingleton<FunctionRunner>();
        services.AddSingleton<HostLocks>();
        services.AddSingleton<IOutputKind, QueueOutputKind>();
        services.AddSingleton<ITriggerKind, HttpTriggerKind>();
        services.AddSingleton<ITriggerKind, QueueTriggerKind>();
        services.AddSingleton<ITriggerKind, TimerTriggerKind>();
        services.AddHostExtensions();
        services.AddSingleton<HttpFront>();
        services.AddSingleton<FunctionDiscovery>();
        services.AddSingleton<FunctionsHost>();
        services.AddHostedService(p => p.GetRequiredService<FunctionsHost>());
        // The framework's own bound must not end a graceful stop before the host does.
        services.PostConfigure<HostOptions>(host =>
            host.ShutdownTimeout = InvocationLifetime.Grace(HostSettings.Load(settings)) + TimeSpan.FromSeconds(15));
    }
}
