using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask;
using StatusHawk.Emulation.Durable.Engine;
using StatusHawk.Emulation.Durable.Replay;
using StatusHawk.Emulation.Functions.Discovery;
using StatusHawk.Emulation.Functions.Hosting;

namespace StatusHawk.Emulation.Durable.Bindings;

/// <summary>Functions that are orchestrators: a context, and at most one other parameter for the input.</summary>
internal sealed class OrchestrationTriggerKind(DurableFunctions registry, DurableListener listener) : ITriggerKind
{
    public string BindingType => "orchestrationTrigger";

    public bool Handles(TriggerBindingAttribute trigger) => trigger is OrchestrationTriggerAttribute;

    public bool UsesReturnValue(Type value) => true;

    public ArgumentBinder? BindTrigger(ParameterInfo parameter) => parameter.ParameterType == typeof(TaskOrchestrationContext)
        ? invocation => new(invocation.TriggerValue)
        : null;

    public ArgumentBinder? BindOther(ParameterInfo parameter, TriggerBindingAttribute trigger) =>
        invocation => new(DurableJson.Read(((ReplayContext)invocation.TriggerValue).Input, parameter.ParameterType));

    public IEnumerable<IListener> CreateListeners(IReadOnlyList<FunctionMethod> functions)
    {
        foreach (var function in functions)
            registry.AddOrchestrator(((OrchestrationTriggerAttribute)function.Trigger).Orchestration ?? function.Name, function);
        return functions.Count == 0 ? [] : listener.Once();
    }
}
