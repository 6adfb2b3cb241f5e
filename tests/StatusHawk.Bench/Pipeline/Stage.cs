using StatusHawk.Bench.Probe;
using StatusHawk.Local.Data;
using StatusHawk.Local.Ports;
using StatusHawk.Local.Stack;

namespace StatusHawk.Bench.Pipeline;

/// <summary>A stack that checks many monitors on many hosts from its first second on, with what counts it: all that the benches of the pipeline need.</summary>
public sealed class Stage : IAsyncDisposable
{
    private static readonly IReadOnlyList<string> Regions = ["eu", "us", "asia"];
    private static readonly TimeSpan StartBound = TimeSpan.FromMinutes(3);
    private readonly DataFolder _data = DataFolder.Temporary();
    private readonly PortBlock _ports = PortBlock.Reserve();
    private readonly PortBlock _targetPorts = PortBlock.Reserve();
    private LocalStack? _stack;
    private CountingStorage? _storage;
    private Population? _population;

    private Stage(int monitors) => Hosts = new(monitors, _targetPorts.Base, Regions);

    public ManyHosts Hosts { get; }

    public LocalStack Stack => _stack!;

    public CountingStorage Storage => _storage!;

    public Population Population => _population!;

    /// <summary>The apps, in the order in which figures name them.</summary>
    public static IReadOnlyList<string> Apps { get; } = ["pipeline", "api", .. Regions.Select(region => "probe-" + region)];

    /// <param name="monitors">How many.</param>
    /// <param name="perShard">How many of them share a shard, 1 to 50.</param>
    /// <param name="intervalSeconds">Seconds between the slots of each.</param>
    public static async Task<Stage> StartAsync(int monitors, int perShard, int intervalSeconds)
    {
        var stage = new Stage(monitors);
        try
        {
            await stage.OpenAsync(monitors, perShard, intervalSeconds);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>CPU seconds that each process has used so far, by its name; this one, which is the target and counts, as <c>bench</c>.</summary>
    public IReadOnlyDictionary<string, double> Cpu() => Stack.Parts
        .Where(part => part.Pid is not null)
        .Select(part => (part.Name, Pid: part.Pid!.Value))
        .Append(("bench", Environment.ProcessId))
        .ToDictionary(process => process.Item1, process => CpuTime.Of(process.Item2));

    /// <summary>Waits until every monitor was checked from every region.</summary>
    /// <param name="since">Checks from then on count.</param>
    /// <param name="bound">How long to wait.</param>
    /// <returns>When the last of them was.</returns>
    /// <exception cref="TimeoutException">Some were not within the bound.</exception>
    public async Task<CheckedAgain> EachCheckedAsync(DateTimeOffset since, TimeSpan bound)
    {
        var (somewhere, everywhere) = (new HashSet<int>(), new HashSet<(int, string)>());
        var (first, last, until) = (DateTimeOffset.MinValue, DateTimeOffset.MinValue, DateTimeOffset.UtcNow + bound);
        while (everywhere.Count < Population.Monitors.Count * Regions.Count)
        {
            foreach (var arrival in Hosts.Take().Where(arrival => arrival.At >= since).OrderBy(arrival => arrival.At))
            {
                if (somewhere.Add(arrival.Monitor)) first = arrival.At;
                if (everywhere.Add((arrival.Monitor, arrival.Region))) last = arrival.At;
            }

            if (DateTimeOffset.UtcNow > until)
                throw new TimeoutException($"After {bound} only {somewhere.Count} of {Population.Monitors.Count} monitors were checked, in {everywhere.Count} monitors and regions.");
            await Task.Delay(100);
        }

        return new(first, last);
    }

    /// <summary>Ends every process at once with <c>kill -9</c>. Returns when none runs.</summary>
    public Task KillAsync() => Task.WhenAll(Stack.Parts.Select(part => part.KillAsync()));

    /// <summary>Starts every process again on the same data. Returns when all are healthy.</summary>
    public async Task StartAgainAsync()
    {
        await Task.WhenAll(Stack.Azurite.StartAsync(), Stack.Cosmos.StartAsync());
        await Task.WhenAll(Apps.Select(app => Stack[app].StartAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        if (_stack is not null) await _stack.DisposeAsync();
        if (_storage is not null) await _storage.DisposeAsync();
        Hosts.Dispose();
        _targetPorts.Dispose();
        _ports.Dispose();
        if (Directory.Exists(_data.Path)) Directory.Delete(_data.Path, recursive: true);
    }

    private async Task OpenAsync(int monitors, int perShard, int intervalSeconds)
    {
        var options = new StackOptions { Data = _data, PortBase = _ports.Base, Regions = Regions, StartBound = StartBound, Parts = StackParts.Emulators };
        string connection;
        await using (var emulators = await LocalStack.StartAsync(options))
        {
            connection = emulators.Configuration()["HomeStorage"]!;
            _population = Population.Of(monitors, perShard, intervalSeconds, emulators.Secrets.WorkspaceId, Regions, Hosts.Url);
            await _population.SaveAsync(emulators);
        }

        _storage = await CountingStorage.StartAsync(new StackPorts(_ports.Base, Regions), Apps);
        _stack = await LocalStack.StartAsync(options with
        {
            Parts = StackParts.All,
            Environment = Apps.ToDictionary(app => app, app => _storage.SettingsOf(app, connection)),
        });
    }
}

/// <summary>When a check of the last monitor came.</summary>
/// <param name="FromSomewhere">From any of its regions.</param>
/// <param name="FromEverywhere">From each of them.</param>
public sealed record CheckedAgain(DateTimeOffset FromSomewhere, DateTimeOffset FromEverywhere);
