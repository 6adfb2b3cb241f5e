using StatusHawk.Core;
using StatusHawk.Core.Alerting;

namespace StatusHawk.Api.Alerting;

/// <summary>Deletes a channel. What it was still to be told is closed by whoever comes to tell it.</summary>
public sealed class DeleteChannel(IChannelStore channels)
{
    private const int Tries = 5;

    public async Task<Result<Channel>> RunAsync(string workspaceId, string channelId, CancellationToken cancellationToken)
    {
        if (!Ids.IsValid(Ids.Channel, channelId)) return new Result<Channel>.Missing();
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await channels.ReadAsync(workspaceId, channelId, cancellationToken) is not { } stored) return new Result<Channel>.Missing();
            if (await channels.TryDeleteAsync(stored.Value, stored.ETag, CancellationToken.None)) return new Result<Channel>.Done(stored.Value);
        }

        return new Result<Channel>.Conflict("Others keep changing this channel. Try again.");
    }
}
