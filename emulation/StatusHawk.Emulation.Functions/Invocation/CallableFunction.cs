using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Emulation.Functions.Discovery;

namespace StatusHawk.Emulation.Functions.Invocation;

/// <summary>Binds the parameters of a function and calls it, on a new instance of its class if it has one.</summary>
internal sealed class CallableFunction(FunctionMethod function)
{
    private readonly MethodInvoker _invoker = MethodInvoker.Create(function.Method);
    private readonly Func<object?, ValueTask<object?>> _await = ReturnedValue.Awaiter(function.Method.ReturnType);
    private readonly ObjectFactory? _create =
        function.Method.IsStatic ? null : ActivatorUtilities.CreateFactory(function.Method.DeclaringType!, []);

    public FunctionMethod Function => function;

    public async ValueTask<object?> CallAsync(FunctionInvocation invocation)
    {
        var values = new object?[function.Parameters.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = await function.Parameters[i](invocation);
        var instance = _create?.Invoke(invocation.Context.InstanceServices, null);
        return await _await(_invoker.Invoke(instance, values.AsSpan()));
    }
}
