using StatusHawk.Local.Processes;

namespace StatusHawk.Local.Stack;

/// <summary>One process of the stack. It keeps its ports and its data however often it is ended and started.</summary>
public sealed class StackPart
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly StackOptions _options;
    private readonly ProcessLedger _ledger;
    private readonly ChildCommand _command;
    private readonly HealthCheck _health;
    private readonly Dictionary<string, string> _environment;
    private volatile ChildProcess? _child;

    internal StackPart(string name, Uri address, ChildCommand command, HealthCheck health, StackOptions options, ProcessLedger ledger)
    {
        (Name, Address, _command, _health, _options, _ledger) = (name, address, command, health, options, ledger);
        Log = new(command.LogPath);
        Log.Rotate();
        _environment = new(command.Environment);
    }

    public string Name { get; }
    public Uri Address { get; }
    public PartLog Log { get; }
    public bool IsRunning => _child is { Exited.IsCompleted: false };

    /// <summary>The number of its process; null when it does not run.</summary>
    public int? Pid => _child is { Exited.IsCompleted: false } child ? child.Identity.Pid : null;

    /// <summary>Its settings, in environment form. A change counts from the next start.</summary>
    public IDictionary<string, string> Environment => _environment;

    /// <summary>Whether it should run: false once it was ended on purpose.</summary>
    internal bool IsWanted { get; private set; }

    /// <summary>The exit code, once it runs no more.</summary>
    internal Task<int> Exited => _child?.Exited ?? Task.FromResult(0);

    /// <summary>Starts it and waits until it is healthy. Nothing happens when it runs already.</summary>
    /// <exception cref="StackException">It died, or was not healthy within the bound; it runs no more then.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            // Wanted only once it runs: a supervisor would take the last process's end for this one's.
            var child = IsRunning ? null : _child = ChildProcess.Start(_command with { Environment = _environment });
            IsWanted = true;
            if (child is null) return;
            _ledger.Add(Name, child.Identity);
            _ = child.Exited.ContinueWith(_ => _ledger.Remove(child.Identity), TaskScheduler.Default);
            await WaitUntilHealthyAsync(child, cancellationToken);
        }
        catch
        {
            await EndAsync(_options.StopGrace);
            throw;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Asks it to end (SIGTERM), and forces it when it has not within the grace. Returns when it runs no more.</summary>
    public Task StopAsync() => StopAsync(CancellationToken.None);

    /// <summary>Ends it with no time to do anything (SIGKILL). Returns when it runs no more.</summary>
    public async Task KillAsync()
    {
        IsWanted = false;
        if (_child is { } child)
        {
            Signals.Kill(child.Identity);
            await child.Exited;
        }
    }

    internal async Task StopAsync(CancellationToken forceNow)
    {
        IsWanted = false;
        await _gate.WaitAsync(CancellationToken.None);
        try
        {
            await EndAsync(_options.StopGrace, forceNow);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task EndAsync(TimeSpan grace, CancellationToken forceNow = default)
    {
        if (_child is not { } child) return;
        await Ending.EndAsync([child.Identity], grace, _options.Time, forceNow);
        await child.Exited;
    }

    private async Task WaitUntilHealthyAsync(ChildProcess child, CancellationToken cancellationToken)
    {
        var began = _options.Time.GetTimestamp();
        while (true)
        {
            var fault = await _health.AskAsync(_options.Time, cancellationToken);
            // Asked in this order, so that another program which answers on that port is not taken for the part.
            if (child.Exited.IsCompleted) throw Failure($"ended with exit code {await child.Exited}");
            if (fault is null) return;
            if (_options.Time.GetElapsedTime(began) > _options.StartBound)
                throw Failure($"is not healthy after {_options.StartBound.TotalSeconds:0} s ({fault})");
            await Task.Delay(Poll, _options.Time, cancellationToken);
        }
    }

    private StackException Failure(string what) =>
        new($"""
             {Name} {what}. Its log, {Log.Path}, says:
             {string.Join('\n', Log.Why(30).Select(line => "  | " + line))}
             """);
}
