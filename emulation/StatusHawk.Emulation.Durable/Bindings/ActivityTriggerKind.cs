using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using StatusHawk.Emulation.Durable.Engine;
using StatusHawk.Emulation.Functions.Discovery;
using StatusHawk.Emulation.Functions.Hosting;
using StatusHawk.Emulation.Functions.Invocation;

namespace StatusHawk.Emulation.Durable.Bindings;

/// <summary>
/// Functions that are activities. Beside the input they may ask for the instance that called, by the name <c>instanceId</c>.
/// </summary>
internal sealed class ActivityTriggerKind(DurableFunctions registry, DurableListener listener) : ITriggerKind
{
    public string BindingType => "activityTrigger";

    public bool Handles(TriggerBindingAttribute trigger) => trigger is ActivityTriggerAttribute;

    public bool UsesReturnValue(Type value) => true;

    public ArgumentBinder? BindTrigger(ParameterInfo parameter) =>
        invocation => new(DurableJson.Read(((ActivityCall)invocation.TriggerValue).Input, parameter.ParameterType));

    public ArgumentBinder? BindOther(ParameterInfo parameter, TriggerBindingAttribute trigger) =>
        string.Equals(parameter.Name, "instanceId", StringComparison.OrdinalIgnoreCase) && parameter.ParameterType == typeof(string)
            ? NamedValue.Binder(parameter)
            : null;

    public IEnumerable<IListener> CreateListeners(IReadOnlyList<FunctionMethod> functions)
    {
        foreach (var function in functions)
            registry.AddActivity(((ActivityTriggerAttribute)function.Trigger).Activity ?? function.Name, function);
        return functions.Count == 0 ? [] : listener.Once();
    }
}
