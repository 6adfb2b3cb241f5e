using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Accounts;

/// <summary>Keeps workspaces to their plans.</summary>
public sealed class PlanLimits(IMemberStore members, Retrying retrying)
{
    private const int Tries = 12;

    /// <summary>
    /// Creates something that is counted. Whoever creates counts again afterwards, and takes back what is too much; so of all that are created at the same time
    /// never more stay than may be: the one that was created last has seen all others that stay. Those that came first wait for the rest to be taken back.
    /// </summary>
    /// <param name="counted">What is counted.</param>
    /// <param name="id">Of what is created.</param>
    /// <param name="create">Creates it.</param>
    /// <param name="takeBack">Removes it again.</param>
    /// <param name="cancellationToken">Heeded until it is created.</param>
    /// <returns>Null: it is there. Else it is not.</returns>
    public async Task<PlanExcess?> CreateAsync(Counted counted, string id, Func<Task> create, Func<Task> takeBack, CancellationToken cancellationToken)
    {
        if (await counted.CountAsync(cancellationToken) is var used && used >= counted.Allowed) return new(counted.Limit, counted.Allowed, used);
        await create();
        if (await StaysAsync(counted, id)) return null;
        await takeBack();
        return new(counted.Limit, counted.Allowed, counted.Allowed);
    }

    /// <summary>Whether a workspace has no room for another member.</summary>
    /// <param name="workspaceId">Whose members.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="invited">Who is not a member yet, and counts.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    /// <returns>Null: there is room for one more.</returns>
    public async Task<PlanExcess?> CheckMembersAsync(string workspaceId, Plan plan, int invited, CancellationToken cancellationToken) =>
        (await members.ListAsync(workspaceId, cancellationToken)).Count + invited is var used && used >= plan.Members ? new(PlanExcess.Members, plan.Members, used) : null;

    /// <summary>What a plan says of a monitor by itself. A monitor from before a smaller plan stays as it is, until somebody changes just that.</summary>
    public static PlanExcess? Check(Monitor monitor, Monitor? stored, Plan plan)
    {
        if (monitor.Kind == MonitorKind.Heartbeat) return null;
        if (monitor.IntervalSeconds < plan.MinIntervalSeconds && monitor.IntervalSeconds != stored?.IntervalSeconds)
            return new(PlanExcess.MinIntervalSeconds, plan.MinIntervalSeconds, monitor.IntervalSeconds);
        return monitor.Regions.Count > plan.Regions && stored?.Regions.SequenceEqual(monitor.Regions) != true
            ? new(PlanExcess.Regions, plan.Regions.Value, monitor.Regions.Count)
            : null;
    }

    /// <summary>What a plan says of how long history is kept. What a workspace has from before a smaller plan stays.</summary>
    public static PlanExcess? Check(RetentionSetting? retention, RetentionSetting? stored, Plan plan)
    {
        if (retention?.HoursForDays is { } hours && hours > plan.KeepHoursForDays && hours != stored?.HoursForDays)
            return new(PlanExcess.HoursForDays, plan.KeepHoursForDays, hours);
        return retention?.DaysForDays is { } days && days > plan.KeepDaysForDays && days != stored?.DaysForDays
            ? new(PlanExcess.DaysForDays, plan.KeepDaysForDays, days)
            : null;
    }

    private async Task<bool> StaysAsync(Counted counted, string id)
    {
        try
        {
            return await retrying.WhenOvertakenAsync(
                async () =>
                {
                    if (await counted.CountAsync(CancellationToken.None) <= counted.Allowed) return Tried.Done(true);
                    var ids = await counted.ListIdsAsync(CancellationToken.None);
                    return ids.Take(counted.Allowed).Contains(id) ? Tried<bool>.Overtaken : Tried.Done(false);
                },
                "There are too many.",
                CancellationToken.None,
                Tries);
        }
        catch (StoreContendedException)
        {
            // Others that came later stay. Then this one goes: rather one too few than one too many.
            return false;
        }
    }
}
