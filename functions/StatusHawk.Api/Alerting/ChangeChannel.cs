using System.Text.Json;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Alerting;

/// <summary>Changes the fields that the body names, and no others.</summary>
public sealed class ChangeChannel(IChannelStore channels, ClaimKey claim, MonitorRules rules, Sealer sealer, Retrying retrying, TimeProvider clock)
{
    public async Task<Result<SavedChannel>> RunAsync(string workspaceId, string channelId, JsonElement body, CancellationToken cancellationToken, Precondition? ifMatch = null)
    {
        if (!Ids.IsValid(Ids.Channel, channelId)) return new Result<SavedChannel>.Missing();
        return await retrying.ChangeAsync<SavedChannel>(async () =>
        {
            if (await channels.ReadAsync(workspaceId, channelId, cancellationToken) is not { } stored) return new Result<SavedChannel>.Missing();
            if (ifMatch?.Holds(stored.Value) is false) return new Result<SavedChannel>.Outdated();
            var errors = new FieldErrors();
            if (ChannelForm.Read(body, stored.Value, rules, errors) is not { } input) return new Result<SavedChannel>.Invalid(errors.Items);
            var next = input.ApplyTo(stored.Value, secret => sealer.Seal(secret, channelId)) with { UpdatedAt = clock.Now() };
            Stored<KeyClaim>? released = null;
            if (next.Key != stored.Value.Key)
            {
                released = await claim.FindAsync(workspaceId, KeyedKind.Channel, stored.Value.Key, channelId, cancellationToken);
                if (next.Key is { } key && await claim.RunAsync(workspaceId, KeyedKind.Channel, key, channelId, cancellationToken) is { } taken)
                    return new Result<SavedChannel>.Conflict(taken);
            }

            if (!await channels.TryReplaceAsync(next, stored.ETag, CancellationToken.None)) return null;
            await claim.ReleaseAsync(released);
            return new Result<SavedChannel>.Done(new(next, input.Secret)) { Before = new(stored.Value, null) };
        }, "Others keep changing this channel. Read it and try again.", cancellationToken);
    }
}
