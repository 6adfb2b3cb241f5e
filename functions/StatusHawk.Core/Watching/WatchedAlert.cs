using StatusHawk.Core.Alerting;

namespace StatusHawk.Core.Watching;

/// <summary>Counts tries to deliver alerts.</summary>
internal static class WatchedAlert
{
    /// <param name="channel">Where to.</param>
    /// <param name="outcome">What came of the try.</param>
    /// <param name="since">How long after the alert was first tried.</param>
    public static void Count(ChannelKind channel, SendOutcome outcome, TimeSpan since)
    {
        var kind = new KeyValuePair<string, object?>("kind", Enum.GetName(channel)!.ToLowerInvariant());
        Instruments.AlertAttempts.Add(1, kind, new("result", outcome switch { SendOutcome.Sent => "sent", SendOutcome.Refused => "refused", _ => "later" }));
        if (outcome is SendOutcome.Sent) Instruments.AlertDelay.Record(Math.Max(0, since.TotalSeconds), kind);
    }
}
