using System.Text.Json;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Alerting;

/// <summary>Saves a new channel.</summary>
public sealed class CreateChannel(IChannelStore channels, ClaimKey claim, MonitorRules rules, Sealer sealer, TimeProvider clock)
{
    public async Task<Result<SavedChannel>> RunAsync(string workspaceId, JsonElement body, Making making, CancellationToken cancellationToken)
    {
        var id = making.NewId(Ids.Channel);
        if (making.IsAgain && await channels.ReadAsync(workspaceId, id, cancellationToken) is { Value: var there })
            return new Result<SavedChannel>.Done(new(there, there.Webhook is { } webhook ? sealer.Open(webhook.SealedSecret, id) : null));

        var errors = new FieldErrors();
        if (ChannelForm.Read(body, stored: null, rules, errors) is not { } input) return new Result<SavedChannel>.Invalid(errors.Items);
        if ((await channels.ListAsync(workspaceId, cancellationToken)).Count >= ChannelLimits.MaxChannels)
            return new Result<SavedChannel>.Conflict($"A workspace has at most {ChannelLimits.MaxChannels} channels. Delete one first.");

        var now = clock.Now();
        var empty = new Channel { Id = id, WorkspaceId = workspaceId, Name = "", Kind = input.Kind, CreatedAt = now, UpdatedAt = now };
        var channel = input.ApplyTo(empty, secret => sealer.Seal(secret, id));
        if (channel.Key is { } key && await claim.RunAsync(workspaceId, KeyedKind.Channel, key, id, cancellationToken) is { } taken)
            return new Result<SavedChannel>.Conflict(taken);
        await channels.CreateAsync(channel, CancellationToken.None);
        return new Result<SavedChannel>.Done(new(channel, input.Secret));
    }
}
