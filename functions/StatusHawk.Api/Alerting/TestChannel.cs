using StatusHawk.Core;
using StatusHawk.Core.Alerting;

namespace StatusHawk.Api.Alerting;

/// <summary>Asks Pipeline to send a test, and waits a while for what comes of it: Api itself alerts nobody.</summary>
public sealed class TestChannel(IChannelStore channels, IDeliveryLedger ledger, Commands commands, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    /// <exception cref="StoreUnavailableException">The command could not be sent.</exception>
    public async Task<Result<ChannelTestView>> RunAsync(string workspaceId, string channelId, CancellationToken cancellationToken)
    {
        if (!Ids.IsValid(Ids.Channel, channelId) || await channels.ReadAsync(workspaceId, channelId, cancellationToken) is null) return new Result<ChannelTestView>.Missing();
        var testId = Ids.New(Ids.Test);
        await commands.AskAsync(new() { Kind = CommandKind.TestChannel, WorkspaceId = workspaceId, ChannelId = channelId, TestId = testId }, cancellationToken);

        var began = clock.GetTimestamp();
        Delivery? row = null;
        while (row is not { State: DeliveryState.Sent or DeliveryState.Failed or DeliveryState.Suppressed } && clock.GetElapsedTime(began) < Patience)
        {
            await Task.Delay(Poll, clock, cancellationToken);
            row = (await ledger.ReadAsync(testId, channelId, 1, cancellationToken))?.Value;
        }

        return new Result<ChannelTestView>.Done(new(row?.State ?? DeliveryState.Queued, row?.Attempts ?? 0, row?.Detail ?? "Nothing is known of it yet: the pipeline may be away or busy."));
    }
}
