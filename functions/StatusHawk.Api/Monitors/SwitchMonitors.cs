using System.Collections.Concurrent;
using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Monitors;

/// <summary>
/// Pauses many monitors, or lets them go on: each as <see cref="SwitchMonitor"/> does. What cannot be done with one keeps none of the others from it, and is said of
/// that one. Doing so twice is fine, and is how what failed is made up for.
/// </summary>
public sealed class SwitchMonitors(IMonitorStore monitors, SwitchMonitor switching)
{
    /// <summary>Ids in one request.</summary>
    public const int MaxIds = 500;

    private const int AtOnce = 16;
    private const int Stride = 500;

    public async Task<Result<SwitchedView>> RunAsync(string workspaceId, JsonElement body, bool enabled, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var (ids, tag) = Read(body, errors);
        if (errors.Any) return new Result<SwitchedView>.Invalid(errors.Items);
        ids ??= await FindAsync(workspaceId, tag!, cancellationToken);

        var results = new ConcurrentDictionary<string, object?>(StringComparer.Ordinal);
        var limit = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(ids, limit, async (id, token) => results[id] = await TryAsync(workspaceId, id, enabled, token));
        return new Result<SwitchedView>.Done(new(
            [.. Of<Monitor>().Select(each => new SwitchedItem(each.Id, each.Result.Enabled))],
            [.. ids.Where(id => results[id] is null)],
            [.. Of<string>().Select(each => new SwitchFailure(each.Id, each.Result))]));

        IEnumerable<(string Id, T Result)> Of<T>() => ids.Where(id => results[id] is T).Select(id => (id, (T)results[id]!));
    }

    private static (IReadOnlyList<string>? Ids, string? Tag) Read(JsonElement body, FieldErrors errors)
    {
        var fields = new FieldReader(body, "#", errors);
        if (body.ValueKind != JsonValueKind.Object) return (null, null);
        var (ids, tag) = (fields.Texts("ids"), fields.Text("tag"));
        if (ids is { Count: 0 or > MaxIds }) fields.Refuse("ids", $"Must be 1 to {MaxIds} ids.");
        if (tag is not null && !TagsForm.IsValid(tag)) fields.Refuse("tag", $"Must be 1 to {MonitorLimits.MaxTagLength} {TagsForm.Rule}.");
        if (fields.Has("ids") == fields.Has("tag")) errors.Add("#", "Must name either ids or a tag.");
        fields.Close();
        return (ids?.Distinct(StringComparer.Ordinal).ToArray(), tag is null ? null : TagsForm.Normal(tag));
    }

    private async Task<IReadOnlyList<string>> FindAsync(string workspaceId, string tag, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        ListPlace? from = null;
        do
        {
            var part = await monitors.ListAsync(workspaceId, new MonitorFilter { Tags = [tag] }, new(Stride, from), cancellationToken);
            found.AddRange(part.Items.Select(monitor => monitor.Id));
            from = part.Next;
        }
        while (from is not null);
        return found;
    }

    // The monitor; null when there is none; what is wrong, in a sentence.
    private async Task<object?> TryAsync(string workspaceId, string monitorId, bool enabled, CancellationToken cancellationToken)
    {
        try
        {
            return await switching.RunAsync(workspaceId, monitorId, enabled, cancellationToken) switch
            {
                Result<Monitor>.Done done => done.Value,
                Result<Monitor>.Conflict conflict => conflict.Detail,
                _ => null,
            };
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreContendedException)
        {
            return "A store does not answer. Try again; it may have happened already.";
        }
    }
}

/// <summary>What came of it.</summary>
/// <param name="Items">Those that are now as was asked, whatever they were before.</param>
/// <param name="Missing">Ids of which there is no monitor.</param>
/// <param name="Failed">Those that may be as they were.</param>
public sealed record SwitchedView(IReadOnlyList<SwitchedItem> Items, IReadOnlyList<string> Missing, IReadOnlyList<SwitchFailure> Failed);

public sealed record SwitchedItem(string Id, bool Enabled);

public sealed record SwitchFailure(string Id, string Detail);
