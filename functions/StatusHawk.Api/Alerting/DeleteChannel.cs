using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Alerting;

namespace StatusHawk.Api.Alerting;

/// <summary>Deletes a channel. What it was still to be told is closed by whoever comes to tell it.</summary>
public sealed class DeleteChannel(IChannelStore channels, ClaimKey claim, Retrying retrying)
{
    public async Task<Result<Channel>> RunAsync(string workspaceId, string channelId, CancellationToken cancellationToken, Precondition? ifMatch = null)
    {
        if (!Ids.IsValid(Ids.Channel, channelId)) return new Result<Channel>.Missing();
        return await retrying.ChangeAsync<Channel>(async () =>
        {
            if (await channels.ReadAsync(workspaceId, channelId, cancellationToken) is not { } stored) return new Result<Channel>.Missing();
            if (ifMatch?.Holds(stored.Value) is false) return new Result<Channel>.Outdated();
            var released = await claim.FindAsync(workspaceId, KeyedKind.Channel, stored.Value.Key, channelId, cancellationToken);
            if (!await channels.TryDeleteAsync(stored.Value, stored.ETag, CancellationToken.None)) return null;
            await claim.ReleaseAsync(released);
            return new Result<Channel>.Done(stored.Value);
        }, "Others keep changing this channel. Try again.", cancellationToken);
    }
}
