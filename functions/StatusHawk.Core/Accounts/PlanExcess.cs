namespace StatusHawk.Core.Accounts;

/// <summary>What a plan does not allow.</summary>
/// <param name="Limit">The plan's figure, as the API calls it: <c>monitors</c>, <c>minIntervalSeconds</c> ….</param>
/// <param name="Allowed">What the plan says.</param>
/// <param name="Used">What there is already, or what was asked for where it is one thing's own figure.</param>
public sealed record PlanExcess(string Limit, int Allowed, int Used)
{
    public const string Monitors = "monitors";
    public const string MinIntervalSeconds = "minIntervalSeconds";
    public const string Regions = "regions";
    public const string Members = "members";
    public const string Keys = "keys";
    public const string Channels = "channels";
    public const string HoursForDays = "retention.hoursForDays";
    public const string DaysForDays = "retention.daysForDays";

    /// <summary>One sentence with the figures.</summary>
    public string Detail => Limit switch
    {
        MinIntervalSeconds => FormattableString.Invariant($"The plan's shortest interval is {Allowed:N0} seconds; {Used:N0} were asked for."),
        Regions => FormattableString.Invariant($"The plan allows {Allowed:N0} regions for a monitor; {Used:N0} were asked for."),
        HoursForDays or DaysForDays => FormattableString.Invariant($"The plan allows {Limit} of {Allowed:N0} at most; {Used:N0} was asked for."),
        _ => FormattableString.Invariant($"The plan allows {Allowed:N0} {Limit}; {Used:N0} are used."),
    };
}
