using System.ComponentModel;

namespace StatusHawk.Local.Stack;

/// <summary>Starts again what dies, later each time while it keeps dying, and keeps the logs from growing without end.</summary>
internal sealed class Supervisor : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LogPause = TimeSpan.FromSeconds(30);
    private readonly CancellationTokenSource _stopping = new();
    private readonly StackOptions _options;
    private readonly Task _watching;

    public Supervisor(IReadOnlyList<StackPart> parts, StackOptions options)
    {
        _options = options;
        _watching = Task.WhenAll([.. parts.Select(WatchAsync), TrimLogsAsync(parts)]);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watching;
        _stopping.Dispose();
    }

    private Task WatchAsync(StackPart part) => UntilStoppedAsync(async () =>
    {
        var pause = FirstPause;
        while (true)
        {
            var began = _options.Time.GetTimestamp();
            var exitCode = await part.Exited.WaitAsync(_stopping.Token);
            if (!part.IsWanted)
            {
                await Task.Delay(FirstPause, _options.Time, _stopping.Token);
                continue;
            }

            if (_options.Time.GetElapsedTime(began) > Settled) pause = FirstPause;
            _options.Say($"  {part.Name} died (exit code {exitCode}); it is started again in {pause.TotalSeconds:0} s. Its log: {part.Log.Path}");
            await Task.Delay(pause, _options.Time, _stopping.Token);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            if (await RestartAsync(part)) _options.Say($"  {part.Name} is back.");
        }
    });

    private async Task<bool> RestartAsync(StackPart part)
    {
        try
        {
            await part.StartAsync(_stopping.Token);
            return true;
        }
        catch (Exception e) when (e is StackException or Win32Exception)
        {
            // Tried again after a longer pause.
            _options.Say("  " + e.Message);
            return false;
        }
    }

    private Task TrimLogsAsync(IReadOnlyList<StackPart> parts) => UntilStoppedAsync(async () =>
    {
        while (true)
        {
            await Task.Delay(LogPause, _options.Time, _stopping.Token);
            foreach (var part in parts) Trim(part.Log);
        }
    });

    private void Trim(PartLog log)
    {
        try
        {
            log.Trim();
        }
        catch (IOException e)
        {
            _options.Say($"  {log.Path} could not be shortened: {e.Message}");
        }
    }

    private async Task UntilStoppedAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The stack ends; so does this.
        }
    }
}
