namespace StatusHawk.Pipeline;

/// <summary>
/// The durable functions' names. They are written into histories and messages, so they are a contract: a changed orchestrator gets a new name beside the old
/// one (<c>ConfirmOutageV2</c>), which stays until its instances are drained.
/// </summary>
public static class FunctionNames
{
    public const string ConfirmOutage = nameof(ConfirmOutage);
    public const string LookAtSuspects = nameof(LookAtSuspects);
    public const string AskForOpinions = nameof(AskForOpinions);
    public const string OpenIncidents = nameof(OpenIncidents);
    public const string StartLifecycles = nameof(StartLifecycles);

    public const string IncidentLifecycle = nameof(IncidentLifecycle);
    public const string FollowIncident = nameof(FollowIncident);
    public const string StartAlerts = nameof(StartAlerts);

    public const string AlertChannel = nameof(AlertChannel);
    public const string NextAlert = nameof(NextAlert);

    public const string DeliverAlert = nameof(DeliverAlert);
    public const string SendAlert = nameof(SendAlert);
}
