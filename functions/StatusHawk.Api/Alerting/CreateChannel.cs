using System.Text.Json;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Alerting;

/// <summary>Saves a new channel.</summary>
public sealed class CreateChannel(
    IChannelStore channels, ClaimKey claim, DeleteChannel delete, PlanLimits limits, MonitorRules rules, Sealer sealer, TimeProvider clock)
{
    public async Task<Result<SavedChannel>> RunAsync(string workspaceId, JsonElement body, Plan plan, Making making, CancellationToken cancellationToken)
    {
        var id = making.NewId(Ids.Channel);
        if (making.IsAgain && await channels.ReadAsync(workspaceId, id, cancellationToken) is { Value: var there })
            return new Result<SavedChannel>.Done(new(there, there.Webhook is { } webhook ? sealer.Open(webhook.SealedSecret, id) : null));

        var errors = new FieldErrors();
        if (ChannelForm.Read(body, stored: null, rules, errors) is not { } input) return new Result<SavedChannel>.Invalid(errors.Items);

        var now = clock.Now();
        var empty = new Channel { Id = id, WorkspaceId = workspaceId, Name = "", Kind = input.Kind, CreatedAt = now, UpdatedAt = now };
        var channel = input.ApplyTo(empty, secret => sealer.Seal(secret, id));
        if (channel.Key is { } key && await claim.RunAsync(workspaceId, KeyedKind.Channel, key, id, cancellationToken) is { } taken)
            return new Result<SavedChannel>.Conflict(taken);
        var counted = new Counted(PlanExcess.Channels, plan.Channels, async token => [.. (await channels.ListAsync(workspaceId, token)).Select(each => each.Id)]);
        var excess = await limits.CreateAsync(
            counted, id, () => channels.CreateAsync(channel, CancellationToken.None), () => delete.RunAsync(workspaceId, id, CancellationToken.None), cancellationToken);
        if (excess is not null)
        {
            await claim.ReleaseAsync(await claim.FindAsync(workspaceId, KeyedKind.Channel, channel.Key, id, CancellationToken.None));
            return new Result<SavedChannel>.NotInPlan(excess);
        }

        return new Result<SavedChannel>.Done(new(channel, input.Secret));
    }
}
