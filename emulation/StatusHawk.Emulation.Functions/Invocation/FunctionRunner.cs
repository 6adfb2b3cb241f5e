using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Functions.Discovery;
using StatusHawk.Emulation.Functions.Hosting;

namespace StatusHawk.Emulation.Functions.Invocation;

/// <summary>
/// Runs a function in a scope of its own, through the middleware, sends its outputs and gives what it returned. A failure is logged and
/// thrown.
/// </summary>
internal sealed partial class FunctionRunner(
    InvocationPipeline pipeline,
    IServiceScopeFactory scopes,
    HostClock clock,
    ILogger<FunctionRunner> logger)
{
    private readonly ConcurrentDictionary<FunctionMethod, CallableFunction> _callables = new();

    // A trigger that runs the pipeline in another way than awaiting it gives drive.
    public async Task<object?> RunAsync(
        FunctionMethod function,
        object triggerValue,
        Func<IReadOnlyDictionary<string, object?>> bindingData,
        CancellationToken cancellationToken,
        Func<Func<Task>, Task>? drive = null)
    {
        await using var scope = scopes.CreateAsyncScope();
        var callable = _callables.GetOrAdd(function, static f => new CallableFunction(f));
        var invocation = new FunctionInvocation(callable, triggerValue, bindingData, scope.ServiceProvider, cancellationToken);
        using var logScope = logger.BeginScope(new InvocationLogScope(invocation.Context));
        var started = clock.Time.GetTimestamp();
        try
        {
            if (logger.IsEnabled(LogLevel.Debug))
                LogExecuting(function.Name, invocation.Context.InvocationId);
            await (drive is null ? pipeline.RunAsync(invocation.Context) : drive(() => pipeline.RunAsync(invocation.Context)));
            await function.Outputs.SendAsync(invocation.Returned, cancellationToken);
            if (logger.IsEnabled(LogLevel.Debug))
                LogExecuted(function.Name, invocation.Context.InvocationId, clock.Time.GetElapsedTime(started).TotalMilliseconds);
            return invocation.Returned;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogCancelled(function.Name, invocation.Context.InvocationId);
            throw;
        }
        catch (Exception exception)
        {
            LogFailed(exception, function.Name, invocation.Context.InvocationId, clock.Time.GetElapsedTime(started).TotalMilliseconds);
            throw;
        }
    }

    [LoggerMessage(LogLevel.Debug, "Executing {FunctionName} (invocation {InvocationId}).")]
    private partial void LogExecuting(string functionName, string invocationId);

    [LoggerMessage(LogLevel.Debug, "Executed {FunctionName} (invocation {InvocationId}) in {DurationMs} ms.")]
    private partial void LogExecuted(string functionName, string invocationId, double durationMs);

    [LoggerMessage(LogLevel.Information, "Function {FunctionName} was cancelled (invocation {InvocationId}).")]
    private partial void LogCancelled(string functionName, string invocationId);

    [LoggerMessage(LogLevel.Error, "Function {FunctionName} failed (invocation {InvocationId}) after {DurationMs} ms.")]
    private partial void LogFailed(Exception exception, string functionName, string invocationId, double durationMs);
}
