using Microsoft.Azure.Functions.Worker;

namespace StatusHawk.Emulation.Functions.Invocation;

/// <summary>The context that the host hands to middleware and function.</summary>
internal sealed class HostFunctionContext(FunctionInvocation invocation, IServiceProvider services) : FunctionContext
{
    private string? _invocationId;
    private TraceContext? _trace;
    private BindingContext? _binding;
    private IDictionary<object, object>? _items;

    public override string InvocationId => _invocationId ??= Guid.NewGuid().ToString();

    public override string FunctionId => invocation.Function.Definition.Id;

    public override TraceContext TraceContext => _trace ??= HostTraceContext.Current(invocation.TriggerValue);

    public override BindingContext BindingContext => _binding ??= new HostBindingContext(invocation);

    public override RetryContext RetryContext => NoRetries.Instance;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => invocation.Function.Definition;

    public override IDictionary<object, object> Items
    {
        get => _items ??= new Dictionary<object, object>();
        set => _items = value;
    }

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    public override CancellationToken CancellationToken => invocation.CancellationToken;
}
