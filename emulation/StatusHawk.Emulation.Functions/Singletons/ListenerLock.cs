using Microsoft.Extensions.Logging;

namespace StatusHawk.Emulation.Functions.Singletons;

/// <summary>
/// Lets work go on in one process at a time. The lock is renewed while the work runs and released after it; a killed holder
/// keeps it until it expires. A lock that is lost stops the work until it is held again.
/// </summary>
internal sealed partial class ListenerLock(
    HostBlobs blobs,
    string path,
    SingletonOptions options,
    TimeProvider time,
    ILogger<ListenerLock> logger)
{
    private static readonly TimeSpan AfterError = TimeSpan.FromSeconds(2);

    private readonly StorageComplaints _complaints = new(time);
    private bool _waiting;

    public async Task RunHoldingAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var wait = AfterError;
            try
            {
                if (await blobs.TryLeaseAsync(path, options.ListenerLockPeriod, stopping) is { } lease)
                {
                    _waiting = false;
                    LogHeld(path);
                    await HoldAsync(lease, work, stopping);
                    continue;
                }

                wait = options.ListenerLockRecoveryPollingInterval;
                if (!_waiting)
                    LogHeldByAnother(path);
                _waiting = true;
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                if (_complaints.Due())
                    LogTrouble(exception, path);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Pause.UntilAsync(wait, time, stopping);
        }
    }

    private async Task HoldAsync(string lease, Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var done = new CancellationTokenSource();
        var renewing = RenewAsync(lease, end, done.Token);
        try
        {
            await work(end.Token);
        }
        finally
        {
            await done.CancelAsync();
            if (await renewing)
                await ReleaseAsync(lease);
        }
    }

    /// <summary>Renews at half time; true when the lease is still held in the end.</summary>
    private async Task<bool> RenewAsync(string lease, CancellationTokenSource end, CancellationToken done)
    {
        var renewed = time.GetTimestamp();
        var every = options.ListenerLockPeriod / 2;
        while (await Pause.UntilAsync(every, time, done))
        {
            var held = await TryRenewAsync(lease);
            if (held == true)
                renewed = time.GetTimestamp();
            every = held == true ? options.ListenerLockPeriod / 2 : AfterError;
            if (held == false || time.GetElapsedTime(renewed) > options.ListenerLockPeriod)
            {
                LogLost(path);
                await end.CancelAsync();
                return false;
            }
        }

        return true;
    }

    private async Task<bool?> TryRenewAsync(string lease)
    {
        try
        {
            return await blobs.RenewAsync(path, lease, CancellationToken.None);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            if (_complaints.Due())
                LogTrouble(exception, path);
            return null;
        }
    }

    private async Task ReleaseAsync(string lease)
    {
        try
        {
            await blobs.ReleaseAsync(path, lease, CancellationToken.None);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            LogTrouble(exception, path);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Lock {LockPath} is held.")]
    private partial void LogHeld(string lockPath);

    [LoggerMessage(LogLevel.Information, "Lock {LockPath} is held by another process; asking again from time to time.")]
    private partial void LogHeldByAnother(string lockPath);

    [LoggerMessage(LogLevel.Warning, "Lock {LockPath} was lost.")]
    private partial void LogLost(string lockPath);

    [LoggerMessage(LogLevel.Warning, "Storage does not serve lock {LockPath}.")]
    private partial void LogTrouble(Exception exception, string lockPath);
}
