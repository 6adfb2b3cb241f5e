using Microsoft.Azure.Functions.Worker;

namespace StatusHawk.Emulation.Functions.Discovery;

/// <summary>A binding as an attribute declares it.</summary>
internal sealed class DeclaredBinding(string name, string type, BindingDirection direction) : BindingMetadata
{
    public override string Name => name;

    public override string Type => type;

    public override BindingDirection Direction => direction;
}
