using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Emulation.Durable.Bindings;
using StatusHawk.Emulation.Durable.Engine;
using StatusHawk.Emulation.Functions.Discovery;
using StatusHawk.Emulation.Functions.Hosting;

namespace StatusHawk.Emulation.Durable;

/// <summary>Adds Durable Functions to the host of an app that stands next to this assembly.</summary>
internal sealed class DurableExtension : IHostExtension
{
    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<DurableFunctions>();
        services.AddSingleton<TaskHub>();
        services.AddSingleton(p => new Lazy<TaskHub>(p.GetRequiredService<TaskHub>));
        services.AddSingleton<DurableListener>();
        services.AddSingleton<ITriggerKind, OrchestrationTriggerKind>();
        services.AddSingleton<ITriggerKind, ActivityTriggerKind>();
        services.AddSingleton<IInputKind, DurableClientKind>();
    }
}
