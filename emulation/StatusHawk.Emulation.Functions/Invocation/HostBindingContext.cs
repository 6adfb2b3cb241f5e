using Microsoft.Azure.Functions.Worker;

namespace StatusHawk.Emulation.Functions.Invocation;

/// <summary>Binding data, made when first read.</summary>
internal sealed class HostBindingContext(FunctionInvocation invocation) : BindingContext
{
    public override IReadOnlyDictionary<string, object?> BindingData => invocation.BindingData;
}
