using Microsoft.DurableTask;
using StatusHawk.Emulation.Durable.History;

namespace StatusHawk.Emulation.Durable.Replay;

/// <summary>Tries a task again as its options say. A part of the orchestrator: each attempt and each pause is a step.</summary>
internal static class Retries
{
    public static async Task<T> RunAsync<T>(
        TaskOrchestrationContext context, string name, TaskOptions? options, Func<Task<HistoryEvent>> attempt)
    {
        var first = context.CurrentUtcDateTime;
        for (var attempts = 1; ; attempts++)
        {
            TaskFailedException failed;
            try
            {
                return DurableJson.Read<T>((await attempt()).Data)!;
            }
            catch (TaskFailedException exception) when (options?.Retry is not null && exception.TaskName == name)
            {
                failed = exception;
            }

            if (!await TryAgainAsync(context, options.Retry, failed, attempts, first))
                throw failed;
        }
    }

    /// <summary>The pause before the next attempt; null when there is none.</summary>
    public static TimeSpan? Pause(RetryPolicy policy, TaskFailureDetails failure, int attempts, TimeSpan sinceFirst)
    {
        var over = policy.RetryTimeout != Timeout.InfiniteTimeSpan && sinceFirst >= policy.RetryTimeout;
        if (attempts >= policy.MaxNumberOfAttempts || over || !policy.Handles(failure))
            return null;
        var milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attempts - 1);
        var longest = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        return milliseconds >= longest.TotalMilliseconds ? longest : TimeSpan.FromMilliseconds(milliseconds);
    }

    private static async Task<bool> TryAgainAsync(
        TaskOrchestrationContext context, TaskRetryOptions retry, TaskFailedException failed, int attempts, DateTime first)
    {
        var since = context.CurrentUtcDateTime - first;
        if (retry.Handler is { } handler)
            return await handler(new RetryContext(context, attempts, failed.FailureDetails, since, CancellationToken.None));
        if (Pause(retry.Policy!, failed.FailureDetails, attempts, since) is not { } pause)
            return false;
        await context.CreateTimer(pause, CancellationToken.None);
        return true;
    }
}
