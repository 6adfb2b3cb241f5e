using Microsoft.Extensions.Logging;
using StatusHawk.Core;

namespace StatusHawk.Api;

/// <summary>
/// Tells Pipeline of a change that is already saved. A command only hastens, so one that cannot be sent fails nobody's request: Pipeline's watchdog finds
/// the change within a minute.
/// </summary>
public sealed partial class Commands(IMessageQueues queues, ILogger<Commands> logger)
{
    public async Task SendAsync(Command command)
    {
        try
        {
            await queues.SendAsync(Queues.Commands, command, visibleIn: null, expiresIn: null, CancellationToken.None);
        }
        catch (Exception e)
        {
            LogNotSent(command.Kind, command.WorkspaceId, e);
        }
    }

    /// <summary>Asks for what nothing else would bring, so whoever asks must hear when it could not be asked.</summary>
    /// <exception cref="StoreUnavailableException">The queue does not take it.</exception>
    public Task AskAsync(Command command, CancellationToken cancellationToken) => AskAsync(command, expiresIn: null, cancellationToken);

    /// <inheritdoc cref="AskAsync(Command, CancellationToken)"/>
    /// <param name="expiresIn">After how long nobody wants it any more; null: never.</param>
    public async Task AskAsync(Command command, TimeSpan? expiresIn, CancellationToken cancellationToken)
    {
        try
        {
            await queues.SendAsync(Queues.Commands, command, visibleIn: null, expiresIn, cancellationToken);
        }
        catch (Exception e) when (e is not (StoreUnavailableException or OperationCanceledException))
        {
            throw new StoreUnavailableException("The queue of commands does not take any.", e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The command {CommandKind} of {WorkspaceId} could not be sent; the watchdog will find what it was about.")]
    private partial void LogNotSent(CommandKind commandKind, string workspaceId, Exception exception);
}
