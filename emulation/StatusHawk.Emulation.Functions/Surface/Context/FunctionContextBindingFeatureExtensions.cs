using StatusHawk.Emulation.Functions.Invocation;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What goes into and comes out of an invocation.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <summary>What the function returned; for middleware, after the next one has run.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context) => new HostInvocationResult(FunctionInvocation.Of(context));
}
