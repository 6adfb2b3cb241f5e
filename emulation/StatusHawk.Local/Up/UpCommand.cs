using System.Runtime.InteropServices;
using StatusHawk.Local.Data;
using StatusHawk.Local.Stack;

namespace StatusHawk.Local.Up;

/// <summary><c>./hawk up</c>: starts everything, says where to click, and ends everything on Ctrl-C.</summary>
internal static class UpCommand
{
    /// <returns>The exit code: 0 after a clean stop, 1 when something could not start.</returns>
    public static async Task<int> RunAsync(TimeProvider time)
    {
        using var stopping = new CancellationTokenSource();
        using var hurry = new CancellationTokenSource();
        var terminal = new Terminal();
        using var signals = new StopSignals(stopping, hurry, terminal);
        try
        {
            var options = UpSettings.FromEnvironment() with { Say = terminal.Say, Time = time };
            await UpAsync(options, stopping.Token, hurry.Token, terminal);
            return 0;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            terminal.Say("Stopped before it was ready.");
            return 0;
        }
        catch (Exception e) when (e is StackException or InvalidDataException)
        {
            terminal.Fail(e.Message);
            return 1;
        }
    }

    private static async Task UpAsync(StackOptions options, CancellationToken stopping, CancellationToken hurry, Terminal terminal)
    {
        var began = options.Time.GetTimestamp();
        var data = options.Data!;
        terminal.Say($"StatusHawk on this machine: data in {data.Path}, ports from {options.PortBase}");
        var stack = await LocalStack.StartAsync(options, stopping);
        try
        {
            await Demo.PrepareAsync(stack, options, stopping);
            EnvironmentFile.Write(stack);
            terminal.Say(ReadyMessage.For(stack, options.Time.GetElapsedTime(began)));
            await Task.Delay(Timeout.InfiniteTimeSpan, options.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            terminal.Say("Stopping (Ctrl-C again: at once) …");
            await stack.EndAsync(hurry);
        }

        terminal.Say("Stopped. The data stays; ./hawk up goes on with it.");
    }
}

/// <summary>The first signal asks for an orderly stop, the second for a quick one.</summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly PosixSignal[] Watched = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals(CancellationTokenSource stopping, CancellationTokenSource hurry, Terminal terminal) =>
        _registrations = [.. Watched.Select(signal => PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            if (context.Signal == PosixSignal.SIGHUP) terminal.IsGone = true;
            var source = stopping.IsCancellationRequested ? hurry : stopping;
            source.CancelAsync();
        }))];

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
    }
}
