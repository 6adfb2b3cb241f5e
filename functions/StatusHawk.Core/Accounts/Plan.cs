namespace StatusHawk.Core.Accounts;

/// <summary>What a workspace may have. Each figure is a setting, <c>Plans:{name}:…</c>.</summary>
public sealed class Plan
{
    /// <summary>As the settings call it.</summary>
    public string Name { get; set; } = "";

    /// <value>The default is 10,000; 0 to 1,000,000.</value>
    public int Monitors { get; set; } = 10_000;

    /// <summary>The shortest interval of a monitor. Heartbeats are called, and have none.</summary>
    /// <value>The default is 10 seconds; 10 to 86,400.</value>
    public int MinIntervalSeconds { get; set; } = 10;

    /// <summary>Regions that one monitor may be checked from.</summary>
    /// <value>The default is null: all that there are; 1 to 100.</value>
    public int? Regions { get; set; }

    /// <summary>People in the workspace, those who are invited counted.</summary>
    /// <value>The default is 100; 1 to 10,000.</value>
    public int Members { get; set; } = 100;

    /// <summary>Keys, expired ones counted, the installation's own not.</summary>
    /// <value>The default is 100; 0 to 1,000.</value>
    public int Keys { get; set; } = 100;

    /// <value>The default is 20; 0 to 1,000.</value>
    public int Channels { get; set; } = 20;

    /// <summary>How many days a workspace may ask for each hour of history to be kept.</summary>
    /// <value>The default is 400; 9 to 400.</value>
    public int KeepHoursForDays { get; set; } = WorkspaceLimits.MaxHoursForDays;

    /// <summary>How many days a workspace may ask for each day of history to be kept.</summary>
    /// <value>The default is 3,700; 35 to 3,700.</value>
    public int KeepDaysForDays { get; set; } = WorkspaceLimits.MaxDaysForDays;

    /// <summary>Requests of one caller in a minute.</summary>
    /// <value>Unset: as <c>RateLimits:PerKeyPerMinute</c>; 1 to 1,000,000.</value>
    public int? RequestsPerMinute { get; set; }

    /// <summary>Every setting that is outside its bounds, one sentence each.</summary>
    internal IEnumerable<string> Faults()
    {
        (string Name, int Value, int Least, int Most)[] figures =
        [
            (nameof(Monitors), Monitors, 0, 1_000_000),
            (nameof(MinIntervalSeconds), MinIntervalSeconds, 10, 86_400),
            (nameof(Regions), Regions ?? 1, 1, 100),
            (nameof(Members), Members, 1, 10_000),
            (nameof(Keys), Keys, 0, 1_000),
            (nameof(Channels), Channels, 0, 1_000),
            (nameof(KeepHoursForDays), KeepHoursForDays, WorkspaceLimits.MinHoursForDays, WorkspaceLimits.MaxHoursForDays),
            (nameof(KeepDaysForDays), KeepDaysForDays, WorkspaceLimits.MinDaysForDays, WorkspaceLimits.MaxDaysForDays),
            (nameof(RequestsPerMinute), RequestsPerMinute ?? 1, 1, 1_000_000),
        ];
        return from figure in figures
               where figure.Value < figure.Least || figure.Value > figure.Most
               select FormattableString.Invariant($"{PlanOptions.SectionName}:{Name}:{figure.Name} must be {figure.Least:N0} to {figure.Most:N0}.");
    }
}
