using Microsoft.Azure.Functions.Worker;

namespace StatusHawk.Emulation.Functions.Invocation;

/// <summary>An invocation's returned value, as middleware sees it.</summary>
internal sealed class HostInvocationResult(FunctionInvocation invocation) : InvocationResult
{
    public override object? Value
    {
        get => invocation.Returned;
        set => invocation.Returned = value;
    }
}
