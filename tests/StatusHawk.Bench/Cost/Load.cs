namespace StatusHawk.Bench.Cost;

/// <summary>What a number of monitors asks of the platform in a minute: each is checked from three regions every 60 s.</summary>
/// <param name="Monitors">How many.</param>
/// <param name="Slots">Slots of a minute at which some shard is due, of 12.</param>
/// <param name="MessagesOut">Messages to regions.</param>
/// <param name="MessagesBack">Messages back.</param>
/// <param name="Rounds">Documents written for checks.</param>
/// <param name="BytesOfDocument">Bytes of each.</param>
public sealed record Load(int Monitors, double Slots, double MessagesOut, double MessagesBack, double Rounds, double BytesOfDocument)
{
    public const int Regions = 3, IntervalSeconds = 60;

    private const double SlotsOfMinute = 12, BytesOfMessage = 60 * 1024;

    public double Checks => (double)Monitors * Regions;

    /// <summary>As it is: full shards, whose rounds share messages and are one document each.</summary>
    public static Load InRounds(int monitors, Counted counted)
    {
        var shards = Math.Ceiling(monitors / Assumed.MonitorsOfShard);
        var slots = SlotsOfMinute * (1 - Math.Pow(1 - (1 / SlotsOfMinute), shards));
        var roundsOfMessage = Math.Max(1, Math.Floor(BytesOfMessage / counted.BytesOfRoundSent));
        var messages = slots * Math.Ceiling(shards / slots / roundsOfMessage) * Regions;
        return new(monitors, slots, messages, messages * counted.AnswersPerMessage, shards * Regions, counted.BytesOfDocument(monitors / shards));
    }

    /// <summary>As it would be with a message and a row for each check.</summary>
    public static Load CheckByCheck(int monitors, Counted counted)
    {
        var checks = (double)monitors * Regions;
        return new(monitors, InRounds(monitors, counted).Slots, checks, checks, checks, Assumed.BytesOfRow);
    }
}
