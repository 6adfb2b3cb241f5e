namespace StatusHawk.Pipeline.Incidents;

/// <summary>The ids of orchestrations: one for each thing there is to do, so that starting it twice is harmless.</summary>
internal static class Instances
{
    /// <summary>The event that wakes an orchestration. It says nothing: whoever wakes reads what holds.</summary>
    public const string Wake = "wake";

    public static string Confirm(string shard) => $"confirm-{shard}";

    public static string Incident(string incidentId) => $"incident-{incidentId}";

    public static string Alert(string incidentId, string channelId) => $"alert-{incidentId}-{channelId}";

    public static string Test(string testId) => $"deliver-{testId}";
}
