using StatusHawk.Core.Accounts;

namespace StatusHawk.Core.Uptime;

/// <summary>How long a workspace's history is kept: as it says itself, or as the installation does.</summary>
public sealed class Retention(IWorkspaceStore workspaces, UptimeOptions options)
{
    public async Task<KeptFor> OfAsync(string workspaceId, CancellationToken cancellationToken)
    {
        var own = (await workspaces.ReadAsync(workspaceId, cancellationToken))?.Retention;
        return new(TimeSpan.FromDays(own?.HoursForDays ?? options.KeepHoursForDays), TimeSpan.FromDays(own?.DaysForDays ?? options.KeepDaysForDays));
    }
}

/// <summary>How long each hour and each day is kept.</summary>
public readonly record struct KeptFor(TimeSpan Hours, TimeSpan Days);
