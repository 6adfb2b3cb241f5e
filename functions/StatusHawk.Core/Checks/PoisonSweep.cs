using System.Text.Json;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.Monitors;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Core.Checks;

/// <summary>
/// Deals with messages that failed for minutes. Results that can be read are recorded as soon as the stores take them, for an hour: what was measured is not lost
/// because a store was away for long. Hours to be summed up are asked for again, since nobody else would, and so are mails as long as they are of use. All others are counted
/// and deleted: their slots stay unknown, and what commands asked for the watchdog finds.
/// </summary>
public sealed class PoisonSweep(IPoisonQueues poison, Recording recording, IMessageQueues queues, MonitorDirectory monitors, TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan AskedAgainAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DirectoryMaxAge = TimeSpan.FromMinutes(1);

    /// <summary>Returns what was done, of queues that had something.</summary>
    /// <exception cref="AggregateException">Some queues could not be looked at; all others were.</exception>
    public async Task<IReadOnlyList<Swept>> RunAsync(IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        await monitors.RefreshAsync(DirectoryMaxAge, cancellationToken);
        var regions = monitors.All().SelectMany(monitor => monitor.Regions).Where(region => region != HeartbeatTarget.Region).Distinct().ToArray();
        string[] names = [.. Queues.Home, .. regions.Select(Queues.Checks), .. regions.Select(Queues.Opinions)];
        var swept = new List<Swept>();
        var failures = new List<Exception>();
        foreach (var queue in names)
        {
            try
            {
                var found = await SweepAsync(queue, orchestrations, cancellationToken);
                if (found is not { Recorded: 0, GivenUp: 0 }) swept.Add(found);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add(e);
            }
        }

        return failures.Count == 0 ? swept : throw new AggregateException("Not every poison queue could be looked at.", failures);
    }

    private async Task<Swept> SweepAsync(string queue, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        var swept = new Swept(queue, 0, 0);
        while (await poison.TakeAsync(queue, cancellationToken) is { Count: > 0 } messages)
        {
            foreach (var message in messages)
            {
                var recorded = queue switch
                {
                    Queues.Results or Queues.Urgent => await TryRecordAsync(message, orchestrations, cancellationToken),
                    Queues.RollUps => await TryAskAgainAsync(message, cancellationToken),
                    Queues.Mails => await TrySendAgainAsync(message, cancellationToken),
                    _ => false,
                };
                if (recorded is not { } done) continue;
                await poison.DeleteAsync(queue, message, cancellationToken);
                swept = done ? swept with { Recorded = swept.Recorded + 1 } : swept with { GivenUp = swept.GivenUp + 1 };
            }
        }

        return swept;
    }

    private async Task<bool?> TryAskAgainAsync(PoisonMessage message, CancellationToken cancellationToken)
    {
        RollUpRequest request;
        try
        {
            request = StatusHawkJson.Read<RollUpRequest>(message.Text);
        }
        catch (JsonException)
        {
            return false;
        }

        // Longer ago than the log reaches there is nothing left to sum up.
        if (clock.GetUtcNow() - request.From.Time > MonitorPast.Kept) return false;
        await queues.SendAsync(Queues.RollUps, request, AskedAgainAfter, null, cancellationToken);
        return true;
    }

    // The mail service is away for longer than a message is tried. Who waits for a mail has it late, as long as what is in it still works.
    private async Task<bool?> TrySendAgainAsync(PoisonMessage message, CancellationToken cancellationToken)
    {
        AccountMail mail;
        try
        {
            mail = StatusHawkJson.Read<AccountMail>(message.Text);
        }
        catch (JsonException)
        {
            return false;
        }

        if (clock.GetUtcNow() >= mail.ExpiresAt) return false;
        await queues.SendAsync(Queues.Mails, mail, AskedAgainAfter, null, cancellationToken);
        return true;
    }

    // Null: not now. False: never.
    private async Task<bool?> TryRecordAsync(PoisonMessage message, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        ResultsMessage results;
        try
        {
            results = StatusHawkJson.Read<ResultsMessage>(message.Text);
        }
        catch (JsonException)
        {
            return false;
        }

        try
        {
            await recording.RecordAsync(results, orchestrations, cancellationToken);
            return true;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return clock.GetUtcNow() - message.SetAsideAt > KeptFor ? false : null;
        }
    }
}

/// <param name="Queue">Whose messages had failed.</param>
/// <param name="Recorded">Those that were recorded after all.</param>
/// <param name="GivenUp">Those that were deleted.</param>
public sealed record Swept(string Queue, int Recorded, int GivenUp);
