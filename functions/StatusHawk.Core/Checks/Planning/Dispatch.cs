using System.Text.Json;

namespace StatusHawk.Core.Checks.Planning;

/// <summary>How rounds are put into messages, and when a message may be seen.</summary>
public static class Dispatch
{
    /// <summary>How long before its slot a message becomes visible: the probe waits for the slot itself, so polling adds nothing.</summary>
    public static readonly TimeSpan VisibleBeforeSlot = TimeSpan.FromSeconds(2);

    private const int BytesOfEnvelope = 64;

    /// <summary>Rounds due at one slot in one region share messages. Rounds that are too late to start are left out.</summary>
    public static IEnumerable<PlannedMessage> Messages(IEnumerable<RoundRequest> rounds, DateTimeOffset now) =>
        from round in rounds
        where PlannedMessage.IsWorthSending(round.NotAfter.Time, now)
        group round by (round.Region, round.Slot) into due
        orderby due.Key.Slot, due.Key.Region
        from box in Packing.Pack(due, JsonBytes, Queues.MaxMessageBytes - BytesOfEnvelope)
        select new PlannedMessage(
            Queues.Checks(due.Key.Region),
            new RoundsMessage { Rounds = box },
            due.Key.Slot.Time - VisibleBeforeSlot,
            box.Max(round => round.NotAfter).Time);

    private static int JsonBytes(RoundRequest round) =>
        JsonSerializer.SerializeToUtf8Bytes(round with { Checks = [] }, StatusHawkJson.Options).Length + round.Checks.JsonBytes;
}
