using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace StatusHawk.Emulation.Functions.Discovery;

/// <summary>A function that passed all checks and can be run.</summary>
internal sealed class FunctionMethod
{
    public required string Name { get; init; }

    public required MethodInfo Method { get; init; }

    public required ITriggerKind Kind { get; init; }

    public required TriggerBindingAttribute Trigger { get; init; }

    public required IReadOnlyList<ArgumentBinder> Parameters { get; init; }

    public required FunctionOutputs Outputs { get; init; }

    public required FunctionDefinition Definition { get; init; }

    public override string ToString() => Name;
}
