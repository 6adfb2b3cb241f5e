using System.Text.Json;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Alerting;

/// <summary>Changes the fields that the body names, and no others.</summary>
public sealed class ChangeChannel(IChannelStore channels, MonitorRules rules, Sealer sealer, TimeProvider clock)
{
    private const int Tries = 5;

    public async Task<Result<SavedChannel>> RunAsync(string workspaceId, string channelId, JsonElement body, CancellationToken cancellationToken)
    {
        if (!Ids.IsValid(Ids.Channel, channelId)) return new Result<SavedChannel>.Missing();
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await channels.ReadAsync(workspaceId, channelId, cancellationToken) is not { } stored) return new Result<SavedChannel>.Missing();
            var errors = new FieldErrors();
            if (ChannelForm.Read(body, stored.Value, rules, errors) is not { } input) return new Result<SavedChannel>.Invalid(errors.Items);
            var next = input.ApplyTo(stored.Value, secret => sealer.Seal(secret, channelId)) with { UpdatedAt = clock.Now() };
            if (await channels.TryReplaceAsync(next, stored.ETag, CancellationToken.None)) return new Result<SavedChannel>.Done(new(next, input.Secret));
        }

        return new Result<SavedChannel>.Conflict("Others keep changing this channel. Read it and try again.");
    }
}
