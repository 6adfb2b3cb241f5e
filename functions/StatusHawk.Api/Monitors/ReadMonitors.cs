using Microsoft.Extensions.Options;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Monitors;

/// <summary>Reads monitors together with what holds of them now.</summary>
public sealed class ReadMonitors(IMonitorStore monitors, ILiveStore live, IOptions<ApiOptions> options)
{
    /// <summary>Up to so many monitors of a verdict are asked for by their ids; of more, it is quicker to look through all.</summary>
    private const int MaxIds = 200;

    /// <summary>How many are looked through at once.</summary>
    private const int Stride = 500;

    public async Task<ListPart<MonitorView>> ListAsync(string workspaceId, MonitorListQuery query, ListRange range, CancellationToken cancellationToken)
    {
        if (query.Verdict is { } verdict and not Verdict.Paused) return await ListAsync(workspaceId, query.Filter, verdict, range, cancellationToken);

        // Paused is what a person's switch says, whatever was judged.
        var filter = query.Verdict is null ? query.Filter : query.Filter with { Enabled = false };
        var part = query is { Verdict: Verdict.Paused, Filter.Enabled: true } ? new([], Next: null) : await monitors.ListAsync(workspaceId, filter, range, cancellationToken);
        var states = await live.ListAsync(workspaceId, [.. part.Items.Select(monitor => monitor.Id)], cancellationToken);
        return Show(part, states.ToDictionary(state => state.MonitorId));
    }

    public async Task<Result<MonitorView>> ReadAsync(string workspaceId, string monitorId, CancellationToken cancellationToken)
    {
        if (!Ids.IsValid(Ids.Monitor, monitorId)) return new Result<MonitorView>.Missing();
        if (await monitors.ReadAsync(workspaceId, monitorId, cancellationToken) is not { } stored) return new Result<MonitorView>.Missing();
        return new Result<MonitorView>.Done(await ShowAsync(stored.Value, cancellationToken));
    }

    /// <summary>A monitor that is at hand, with what holds of it.</summary>
    public async Task<MonitorView> ShowAsync(Monitor monitor, CancellationToken cancellationToken) =>
        MonitorView.Of(monitor, (await live.ReadAsync(monitor.WorkspaceId, monitor.Id, cancellationToken))?.Value, options.Value);

    /// <summary>Those of a verdict that was judged: first all states are read, which say whose it may be.</summary>
    private async Task<ListPart<MonitorView>> ListAsync(string workspaceId, MonitorFilter filter, Verdict verdict, ListRange range, CancellationToken cancellationToken)
    {
        if (filter.Enabled == false) return new([], Next: null);
        var states = (await live.ListAsync(workspaceId, cancellationToken)).ToDictionary(state => state.MonitorId);
        filter = filter with { Enabled = true };

        // Of one that nothing is known of there is no state.
        var judged = states.Values.Where(state => state.Verdict == verdict).Select(state => state.MonitorId).ToArray();
        if (verdict != Verdict.Unknown && judged.Length <= MaxIds) filter = filter with { Ids = judged };
        if (filter.Ids is { Count: 0 }) return new([], Next: null);

        var found = new List<Monitor>();
        for (var from = range.After; found.Count < range.Read;)
        {
            var part = await monitors.ListAsync(workspaceId, filter, new(Stride, from), cancellationToken);
            found.AddRange(part.Items.Where(monitor => MonitorState.Of(monitor, states.GetValueOrDefault(monitor.Id)).Verdict == verdict));
            if ((from = part.Next) is null) break;
        }

        return Show(range.Cut(found[..Math.Min(found.Count, range.Read)], monitor => new(monitor.CreatedAt, monitor.Id)), states);
    }

    private ListPart<MonitorView> Show(ListPart<Monitor> part, Dictionary<string, LiveState> states) =>
        part.Select(monitor => MonitorView.Of(monitor, states.GetValueOrDefault(monitor.Id), options.Value));
}
