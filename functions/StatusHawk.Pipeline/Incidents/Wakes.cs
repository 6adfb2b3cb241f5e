using Microsoft.DurableTask;

namespace StatusHawk.Pipeline.Incidents;

/// <summary>Waits until something wakes an orchestration or a time comes, whichever is first.</summary>
internal sealed class Wakes(TaskOrchestrationContext context)
{
    private Task<object?> _wake = context.WaitForExternalEvent<object?>(Instances.Wake);

    public async Task WaitAsync(DateTimeOffset until)
    {
        using var timer = new CancellationTokenSource();
        await Task.WhenAny(_wake, context.CreateTimer(until.UtcDateTime, timer.Token));
        timer.Cancel();

        // What came meanwhile is one wake: whoever wakes looks at everything.
        while (_wake.IsCompleted) _wake = context.WaitForExternalEvent<object?>(Instances.Wake);
    }
}
