using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;

namespace StatusHawk.Emulation.Functions.Discovery;

/// <summary>A function as its method declares it.</summary>
internal sealed class DeclaredFunction(
    string name,
    string entryPoint,
    string pathToAssembly,
    ImmutableArray<FunctionParameter> parameters,
    IEnumerable<BindingMetadata> inputs,
    IEnumerable<BindingMetadata> outputs) : FunctionDefinition
{
    public override ImmutableArray<FunctionParameter> Parameters => parameters;

    public override string PathToAssembly => pathToAssembly;

    public override string EntryPoint => entryPoint;

    public override string Id { get; } = StableId.Of(name, entryPoint);

    public override string Name => name;

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } = inputs.ToImmutableDictionary(b => b.Name);

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; } = outputs.ToImmutableDictionary(b => b.Name);
}
