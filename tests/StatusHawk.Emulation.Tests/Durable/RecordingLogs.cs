using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Tests.Functions;

namespace StatusHawk.Emulation.Tests.Durable;

/// <summary>Tells a recorder what an app logs: its level and its text.</summary>
internal sealed class RecordingLogs(Recorder recorder) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        recorder.Add($"{logLevel}: {formatter(state, exception)}");

    public void Dispose()
    {
    }
}
