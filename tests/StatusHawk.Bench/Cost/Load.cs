namespace StatusHawk.Bench.Cost;

/// <summary>What a number of monitors asks of the platform in a minute: each is checked from all regions every 60 s.</summary>
/// <param name="Monitors">How many.</param>
/// <param name="Slots">Slots of a minute at which some shard is due, of 12.</param>
/// <param name="MessagesOut">Messages to regions.</param>
/// <param name="MessagesBack">Messages back.</param>
/// <param name="Rounds">Documents written for checks.</param>
/// <param name="BytesOfDocument">Bytes of each.</param>
/// <param name="Regions">From how many regions.</param>
public sealed record Load(int Monitors, double Slots, double MessagesOut, double MessagesBack, double Rounds, double BytesOfDocument, int Regions = Load.UsualRegions)
{
    public const int UsualRegions = 3, IntervalSeconds = 60;

    private const double SlotsOfMinute = 12, BytesOfMessage = 60 * 1024;

    public double Checks => (double)Monitors * Regions;

    /// <summary>As it is: full shards, whose rounds share messages and are one document each.</summary>
    public static Load InRounds(int monitors, Counted counted, int regions = UsualRegions)
    {
        var shards = Math.Ceiling(monitors / Assumed.MonitorsOfShard);
        var slots = SlotsOfMinute * (1 - Math.Pow(1 - (1 / SlotsOfMinute), shards));
        var roundsOfMessage = Math.Max(1, Math.Floor(BytesOfMessage / counted.BytesOfRoundSent));
        var messages = slots * Math.Ceiling(shards / slots / roundsOfMessage) * regions;
        return new(monitors, slots, messages, messages * counted.AnswersPerMessage, shards * regions, counted.BytesOfDocument(monitors / shards), regions);
    }

    /// <summary>As it would be with a message and a row for each check.</summary>
    public static Load CheckByCheck(int monitors, Counted counted)
    {
        var checks = (double)monitors * UsualRegions;
        return new(monitors, InRounds(monitors, counted).Slots, checks, checks, checks, Assumed.BytesOfRow);
    }
}
