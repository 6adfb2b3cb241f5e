using System.Collections.Concurrent;
using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Monitors;

/// <summary>
/// Runs one check at once, from where Api runs or from regions, by the very code that probes use. It answers what was found, and changes nothing: no vote, no log, no
/// alert.
/// </summary>
public sealed class TestMonitor(IMonitorStore monitors, CurrentRules rules, Sealer sealer, RunCheck run, TestInRegions regions, TimeProvider clock)
{
    /// <summary>How many tests of a workspace one instance runs at once.</summary>
    public const int AtOnce = 10;

    /// <summary>What the place is called where this app runs.</summary>
    public const string Here = "api";

    private const string RegionsOfNew = "testRegions";
    private const string RegionsOfStored = "regions";

    private readonly ConcurrentDictionary<string, int> _running = new(StringComparer.Ordinal);

    /// <summary>Of a monitor as the body describes it.</summary>
    public async Task<Result<TestView>> RunAsync(string workspaceId, JsonElement body, CancellationToken cancellationToken)
    {
        var (errors, current) = (new FieldErrors(), await rules.ReadAsync(cancellationToken));
        var (described, isChosen) = Take(body);
        var chosen = isChosen ? ReadRegions(body, RegionsOfNew, current, errors) : null;
        var input = MonitorForm.Read(described, stored: null, current, errors);
        if (input is null || errors.Any) return new Result<TestView>.Invalid(errors.Items);
        var monitor = input.ToMonitor(Ids.New(Ids.Monitor), workspaceId, sealer, clock.GetUtcNow());
        return MonitorForm.Fits(monitor, errors) ? await RunAsync(monitor, chosen, cancellationToken) : new Result<TestView>.Invalid(errors.Items);
    }

    /// <summary>Of a monitor that there is, switched off or not.</summary>
    public async Task<Result<TestView>> RunAsync(string workspaceId, string monitorId, JsonElement body, CancellationToken cancellationToken)
    {
        if (!Ids.IsValid(Ids.Monitor, monitorId)) return new Result<TestView>.Missing();
        if (await monitors.ReadAsync(workspaceId, monitorId, cancellationToken) is not { } stored) return new Result<TestView>.Missing();
        var errors = new FieldErrors();
        var chosen = ReadRegions(body, RegionsOfStored, await rules.ReadAsync(cancellationToken), errors, close: true);
        return errors.Any ? new Result<TestView>.Invalid(errors.Items) : await RunAsync(stored.Value, chosen, cancellationToken);
    }

    private async Task<Result<TestView>> RunAsync(Monitor monitor, IReadOnlyList<string>? chosen, CancellationToken cancellationToken)
    {
        if (monitor.Kind == MonitorKind.Heartbeat) return new Result<TestView>.Conflict("A heartbeat asks nothing that could be tested: call its address.");
        var running = _running.AddOrUpdate(monitor.WorkspaceId, 1, (_, before) => before + 1);
        try
        {
            if (running > AtOnce) return new Result<TestView>.Conflict($"{AtOnce} tests of this workspace run already. Wait for one to end.");
            return new Result<TestView>.Done(chosen is null ? await RunHereAsync(monitor, cancellationToken) : await regions.RunAsync(monitor, chosen, cancellationToken));
        }
        finally
        {
            if (_running.AddOrUpdate(monitor.WorkspaceId, 0, (_, before) => before - 1) == 0) _running.TryRemove(new(monitor.WorkspaceId, 0));
        }
    }

    private async Task<TestView> RunHereAsync(Monitor monitor, CancellationToken cancellationToken)
    {
        var check = monitor.ToCheck() with { Explain = true };
        return new([PlaceView.Of(Here, TestReport.Of(check, await run(check, cancellationToken)))], []);
    }

    private static IReadOnlyList<string>? ReadRegions(JsonElement body, string name, MonitorRules rules, FieldErrors errors, bool close = false)
    {
        var fields = new FieldReader(body, "#", errors);
        var named = fields.Texts(name);
        if (close) fields.Close();
        if (named is null) return null;
        var there = $"there are {string.Join(", ", rules.Regions)}";
        if (named.Count == 0) fields.Refuse(name, $"Must name at least one region; {there}. Leave it out to test from where the API is.");
        for (var i = 0; i < named.Count; i++)
            if (!rules.Regions.Contains(named[i])) fields.Refuse(name, i, $"Is no region of this installation; {there}.");
        return [.. named.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    // The body without where to test, which is nothing of a monitor. A field given twice stays, and is refused; so is a body whose names are no text.
    private static (JsonElement Monitor, bool Chosen) Take(JsonElement body)
    {
        try
        {
            if (body.ValueKind != JsonValueKind.Object || body.EnumerateObject().Count(field => field.NameEquals(RegionsOfNew)) != 1) return (body, false);
            using var buffer = new MemoryStream();
            using (var writer = new Utf8JsonWriter(buffer))
            {
                writer.WriteStartObject();
                foreach (var field in body.EnumerateObject().Where(field => !field.NameEquals(RegionsOfNew))) field.WriteTo(writer);
                writer.WriteEndObject();
            }

            using var rest = JsonDocument.Parse(buffer.ToArray());
            return (rest.RootElement.Clone(), true);
        }
        catch (InvalidOperationException)
        {
            return (body, false);
        }
    }
}
