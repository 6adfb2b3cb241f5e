using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Functions.Configuration;
using StatusHawk.Emulation.Functions.Discovery;
using StatusHawk.Emulation.Functions.Hosting;
using StatusHawk.Emulation.Functions.Invocation;
using StatusHawk.Emulation.Functions.Singletons;

namespace StatusHawk.Emulation.Functions.Timers;

/// <summary>Functions that run on a schedule.</summary>
internal sealed class TimerTriggerKind(
    FunctionRunner runner,
    InvocationLifetime lifetime,
    HostSettings settings,
    HostLocks locks,
    HostIdentity identity,
    HostClock clock,
    ILoggerFactory loggers) : ITriggerKind
{
    public string BindingType => "timerTrigger";

    public bool Handles(TriggerBindingAttribute trigger) => trigger is TimerTriggerAttribute;

    public bool UsesReturnValue(Type value) => false;

    public ArgumentBinder? BindTrigger(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(TimerInfo))
            return invocation => new(invocation.TriggerValue);
        return parameter.ParameterType == typeof(string)
            ? invocation => new(JsonSerializer.Serialize((TimerInfo)invocation.TriggerValue))
            : null;
    }

    public ArgumentBinder? BindOther(ParameterInfo parameter, TriggerBindingAttribute trigger) => null;

    public IEnumerable<IListener> CreateListeners(IReadOnlyList<FunctionMethod> functions) => [.. functions.Select(CreateListener)];

    private TimerListener CreateListener(FunctionMethod function)
    {
        var trigger = (TimerTriggerAttribute)function.Trigger;
        var schedule = TimerSchedule.Parse(SettingNames.Resolve(trigger.Schedule, settings, function.Name, "schedule"), function.Name);
        var store = trigger.UseMonitor && !schedule.IsFrequent(clock.UtcNow)
            ? new TimerStatusStore(locks.Blobs(function.Name), $"timers/{identity.Id}/Host.Functions.{function.Name}/status")
            : null;
        return new TimerListener(
            function, schedule, store, locks.ForListener(function.Name), runner, lifetime, clock, loggers.CreateLogger<TimerListener>());
    }
}
