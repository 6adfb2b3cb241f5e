namespace Microsoft.DurableTask;

/// <summary>Decides after a failure whether to try again. Part of the orchestrator, with the same rules.</summary>
public delegate bool RetryHandler(RetryContext retryContext);

/// <summary>Decides after a failure whether to try again. Part of the orchestrator, with the same rules.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
