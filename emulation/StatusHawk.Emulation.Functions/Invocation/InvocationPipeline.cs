using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace StatusHawk.Emulation.Functions.Invocation;

/// <summary>The app's middleware around the call of the function.</summary>
internal sealed class InvocationPipeline
{
    private readonly FunctionExecutionDelegate _run;

    public InvocationPipeline(IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware) =>
        _run = middleware.Reverse().Aggregate<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>, FunctionExecutionDelegate>(
            context => FunctionInvocation.Of(context).CallAsync(),
            (next, step) => step(next));

    public Task RunAsync(FunctionContext context) => _run(context);
}
