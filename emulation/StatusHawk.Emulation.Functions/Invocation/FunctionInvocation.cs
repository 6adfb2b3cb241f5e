using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using StatusHawk.Emulation.Functions.Discovery;

namespace StatusHawk.Emulation.Functions.Invocation;

/// <summary>One run of a function: what triggered it, and what it returned.</summary>
internal sealed class FunctionInvocation
{
    private readonly CallableFunction _callable;
    private IReadOnlyDictionary<string, object?>? _bindingData;
    private readonly Func<IReadOnlyDictionary<string, object?>> _readBindingData;

    public FunctionInvocation(
        CallableFunction callable,
        object triggerValue,
        Func<IReadOnlyDictionary<string, object?>> readBindingData,
        IServiceProvider services,
        CancellationToken cancellationToken)
    {
        _callable = callable;
        _readBindingData = readBindingData;
        TriggerValue = triggerValue;
        CancellationToken = cancellationToken;
        Context = new HostFunctionContext(this, services);
        Context.Features.Set(this);
    }

    public FunctionMethod Function => _callable.Function;

    public FunctionContext Context { get; }

    public object TriggerValue { get; }

    public CancellationToken CancellationToken { get; }

    /// <summary>By name, regardless of case. Made when first asked for: most functions never do.</summary>
    public IReadOnlyDictionary<string, object?> BindingData => _bindingData ??= _readBindingData();

    /// <summary>What the function returned, awaited; middleware may put another in its place.</summary>
    public object? Returned { get; set; }

    public static FunctionInvocation Of(FunctionContext context) => context.Features.Get<FunctionInvocation>()
        ?? throw new NotSupportedException($"{context.GetType()}: a FunctionContext without the features of the one that the host made");

    public async Task CallAsync() => Returned = await _callable.CallAsync(this);
}
