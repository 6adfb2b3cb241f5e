using System.Text.Json.Serialization;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>What a workspace's plan allows, and how much of it is used.</summary>
public sealed record UsageView(PlanView Plan, UsedView Usage);

/// <param name="Retention">How long it may ask for history to be kept.</param>
public sealed record PlanView(string Name, int Monitors, int MinIntervalSeconds, int Members, int Keys, int Channels, RetentionSetting Retention, int RequestsPerMinute)
{
    /// <summary>Null: all that there are.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? Regions { get; init; }

    public static PlanView Of(Plan plan, int requestsPerMinute) => new(
        plan.Name, plan.Monitors, plan.MinIntervalSeconds, plan.Members, plan.Keys, plan.Channels, new(plan.KeepHoursForDays, plan.KeepDaysForDays), requestsPerMinute)
    {
        Regions = plan.Regions,
    };
}

public sealed record UsedView(int Monitors, int Members, int Keys, int Channels);
