using StatusHawk.Core.Incidents;
using StatusHawk.Core.StatusPages;
using StatusHawk.Core.Watching;

namespace StatusHawk.Core.Alerting;

/// <summary>
/// Tries to deliver one alert. The ledger's row says how far it has come: <c>queued → sending(attempt, until) → sent | failed | suppressed</c>, each step under its
/// ETag. Whoever finds it <c>sending</c> backs off until that time; after it the sender is taken for dead, and the alert is sent again with the same key.
/// </summary>
public sealed class Delivering(
    IIncidentStore incidents, IChannelStore channels, IDeliveryLedger ledger, IStatusPageStore pages, IEnumerable<IChannelSender> senders, AlertingOptions options, TimeProvider clock)
{
    /// <summary>How long a test of a channel is tried: somebody waits for it.</summary>
    private static readonly TimeSpan TestPatience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ContendedPause = TimeSpan.FromSeconds(1);
    private static readonly DeliveryStep Settled = new(RetryAt: null);
    private readonly Dictionary<ChannelKind, IChannelSender> _senders = senders.ToDictionary(sender => sender.Kind);

    public async Task<DeliveryStep> AttemptAsync(DeliverRequest request, CancellationToken cancellationToken)
    {
        var stored = await ledger.ReadAsync(request.IncidentId, request.ChannelId, request.Number, cancellationToken);
        var now = clock.GetUtcNow();
        if (stored?.Value is { State: DeliveryState.Sent or DeliveryState.Failed or DeliveryState.Suppressed }) return Settled;
        if (stored?.Value.Until is { } until && until > now) return new(until);

        var channel = (await channels.ReadAsync(request.WorkspaceId, request.ChannelId, cancellationToken))?.Value;
        if (await AlertAsync(request, channel, stored?.Value, cancellationToken) is not { } alert) return Settled;

        var row = (stored?.Value ?? New(request, alert, now)) with { State = DeliveryState.Sending, Until = now + options.Lease, UpdatedAt = now };
        row = row with { Attempts = row.Attempts + 1 };
        if (channel is null || (!channel.Enabled && !request.IsTest))
            return await CloseAsync(row with { Attempts = row.Attempts - 1, State = DeliveryState.Suppressed, Until = null, Detail = "The channel is switched off or deleted." }, stored?.ETag, cancellationToken);
        if (!await ledger.TryWriteAsync(row, stored?.ETag, cancellationToken)) return new(now + ContendedPause);
        if (await ledger.ReadAsync(request.IncidentId, request.ChannelId, request.Number, cancellationToken) is not { } claimed || claimed.Value.Attempts != row.Attempts) return new(now + ContendedPause);

        var outcome = await SendAsync(alert, channel, cancellationToken);
        return await NoteAsync(request, claimed, outcome, channel, cancellationToken);
    }

    // Null when there is nothing to tell (any more).
    private async Task<Alert?> AlertAsync(DeliverRequest request, Channel? channel, Delivery? row, CancellationToken cancellationToken)
    {
        var pageUrl = await PageUrlAsync(request.WorkspaceId, cancellationToken);
        if (request.IsTest) return channel is null ? null : Alerts.Test(channel, request.IncidentId, row?.QueuedAt ?? clock.GetUtcNow(), pageUrl);
        if (await incidents.ReadAsync(request.WorkspaceId, request.IncidentId, cancellationToken) is not { Value: var incident }) return null;
        return incident.Transitions.FirstOrDefault(transition => transition.Number == request.Number) is { } transition
            ? Alerts.Of(incident, transition, request.ChannelId, pageUrl)
            : null;
    }

    private async Task<string?> PageUrlAsync(string workspaceId, CancellationToken cancellationToken) =>
        options.PublicUrl.Length > 0 && await pages.ReadAsync(workspaceId, cancellationToken) is { } page ? $"{options.PublicUrl.TrimEnd('/')}/status/{page.Value.Slug}" : null;

    private async Task<SendOutcome> SendAsync(Alert alert, Channel channel, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.SendTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await _senders[channel.Kind].SendAsync(alert, channel, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendOutcome.Later($"No answer within {options.SendTimeout.TotalSeconds:0} s.");
        }
    }

    private async Task<DeliveryStep> NoteAsync(DeliverRequest request, Stored<Delivery> claimed, SendOutcome outcome, Channel channel, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        WatchedAlert.Count(channel.Kind, outcome, now - claimed.Value.QueuedAt);
        var row = claimed.Value with { UpdatedAt = now, Until = null };
        switch (outcome)
        {
            case SendOutcome.Sent sent:
                return await CloseAsync(row with { State = DeliveryState.Sent, Detail = sent.Detail }, claimed.ETag, cancellationToken);
            case SendOutcome.Refused refused:
                if (refused.ChannelIsGone) await SwitchOffAsync(channel, refused.Detail, cancellationToken);
                return await CloseAsync(row with { State = DeliveryState.Failed, Detail = refused.Detail }, claimed.ETag, cancellationToken);
            default:
                var later = (SendOutcome.Later)outcome;
                var retryAt = now + new Backoff(options.FirstRetry, options.LongestRetry, Spread: 0.2).After(row.Attempts, later.RetryAfter, Random.Shared.NextDouble());
                if (retryAt - row.QueuedAt > (request.IsTest ? TestPatience : options.GiveUpAfter))
                    return await CloseAsync(row with { State = DeliveryState.Failed, Detail = $"{later.Detail} Given up after {row.Attempts} tries." }, claimed.ETag, cancellationToken);

                // Whoever was faster knows better when to try again.
                var noted = await ledger.TryWriteAsync(row with { State = DeliveryState.Queued, Until = retryAt, Detail = later.Detail }, claimed.ETag, cancellationToken);
                return new(noted ? retryAt : now + ContendedPause);
        }
    }

    private async Task<DeliveryStep> CloseAsync(Delivery row, string? etag, CancellationToken cancellationToken) =>
        await ledger.TryWriteAsync(row, etag, cancellationToken) ? Settled : new(clock.GetUtcNow() + ContendedPause);

    // A receiver that is gone for good; its owner reads why.
    private async Task SwitchOffAsync(Channel channel, string why, CancellationToken cancellationToken)
    {
        if (await channels.ReadAsync(channel.WorkspaceId, channel.Id, cancellationToken) is not { Value.Enabled: true } stored) return;
        await channels.TryReplaceAsync(stored.Value with { Enabled = false, DisabledReason = why, UpdatedAt = clock.GetUtcNow() }, stored.ETag, cancellationToken);
    }

    private static Delivery New(DeliverRequest request, Alert alert, DateTimeOffset now) => new()
    {
        WorkspaceId = request.WorkspaceId,
        IncidentId = request.IncidentId,
        ChannelId = request.ChannelId,
        Number = request.Number,
        Kind = alert.Kind,
        State = DeliveryState.Queued,
        QueuedAt = now,
        UpdatedAt = now,
    };
}
