using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using StatusHawk.Emulation.Functions.Hosting;

namespace StatusHawk.Emulation.Functions.Discovery;

/// <summary>One kind of trigger: what its functions look like and who listens for them. Further kinds are added as services.</summary>
internal interface ITriggerKind
{
    /// <summary>The type of the binding, such as <c>queueTrigger</c>.</summary>
    string BindingType { get; }

    bool Handles(TriggerBindingAttribute trigger);

    /// <summary>Whether functions of this kind may return a value without an output attribute.</summary>
    bool UsesReturnValue(Type value);

    /// <summary>The binder of the parameter that carries the trigger, or null when its type is not supported.</summary>
    ArgumentBinder? BindTrigger(ParameterInfo parameter);

    /// <summary>The binder of any other parameter, or null when this kind has nothing for it.</summary>
    ArgumentBinder? BindOther(ParameterInfo parameter, TriggerBindingAttribute trigger);

    /// <summary>Makes listeners, starting none.</summary>
    IEnumerable<IListener> CreateListeners(IReadOnlyList<FunctionMethod> functions);
}
