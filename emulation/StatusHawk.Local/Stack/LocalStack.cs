using Microsoft.Extensions.Configuration;
using StatusHawk.Local.Data;
using StatusHawk.Local.Mail;
using StatusHawk.Local.Ports;
using StatusHawk.Local.Processes;
using StatusHawk.Local.Target;

namespace StatusHawk.Local.Stack;

/// <summary>
/// StatusHawk as it runs in Azure, on this machine: the emulators, the three apps as ordinary processes, and a site to check. Disposing it ends all
/// that it started; a process that outlives this one is ended by a leash.
/// </summary>
public sealed class LocalStack : IAsyncDisposable
{
    private static readonly TimeSpan SilentFor = TimeSpan.FromSeconds(4);
    private readonly StackOptions _options;
    private readonly Holdings _holdings;
    private readonly AppSettings _settings;
    private readonly List<StackPart> _parts = [];
    private Supervisor? _supervisor;
    private DemoTarget? _target;
    private MailCatcher? _mail;

    private LocalStack(StackOptions options, Holdings holdings)
    {
        (_options, _holdings) = (options, holdings);
        Secrets = Secrets.ReadOrCreate(Data.SecretsPath);
        _settings = new(Ports, Secrets);
    }

    public DataFolder Data => _holdings.Data;
    public StackPorts Ports => _holdings.Ports;
    public Secrets Secrets { get; }

    /// <summary>The origin of the API, without a slash at its end.</summary>
    public string ApiUrl => AppSettings.Origin(Ports.Api);

    /// <summary>The first status page.</summary>
    public string StatusUrl => $"{ApiUrl}/status/{AppSettings.PageSlug}";

    /// <summary>Every process, in the order of their start.</summary>
    public IReadOnlyList<StackPart> Parts => _parts;

    public StackPart Azurite => this["azurite"];
    public StackPart Cosmos => this["cosmos"];
    public StackPart Api => this["api"];
    public StackPart Pipeline => this["pipeline"];
    public StackPart Probe(string region) => this["probe-" + region];

    /// <summary>The demo target; it lives in this process.</summary>
    public DemoTarget Target => _target ?? throw new InvalidOperationException("This stack was started without the demo target.");

    /// <summary>The mail catcher; it lives in this process, with the demo target.</summary>
    public MailCatcher Mail => _mail ?? throw new InvalidOperationException("This stack was started without the mail catcher.");

    /// <exception cref="InvalidOperationException">The stack has no part of that name.</exception>
    public StackPart this[string name] =>
        _parts.FirstOrDefault(p => p.Name == name) ?? throw new InvalidOperationException($"This stack has no part '{name}'.");

    /// <summary>What a store needs to work on this stack's data: for tests that look into it.</summary>
    public IConfiguration Configuration() =>
        new ConfigurationBuilder().AddInMemoryCollection(_settings.Stores().Select(s => KeyValuePair.Create(s.Key.Replace("__", ":", StringComparison.Ordinal), (string?)s.Value))).Build();

    /// <summary>Starts all and returns when all is healthy.</summary>
    /// <exception cref="StackException">Something could not start; what had started runs no more.</exception>
    public static async Task<LocalStack> StartAsync(StackOptions options, CancellationToken cancellationToken = default)
    {
        var stack = new LocalStack(options, await Holdings.TakeAsync(options));
        try
        {
            await stack.StartPartsAsync(cancellationToken);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => EndAsync(CancellationToken.None);

    /// <summary>Ends all: the apps first, at once, then what they talk to.</summary>
    /// <param name="forceNow">Cancelled when nobody wants to wait any more.</param>
    public async ValueTask EndAsync(CancellationToken forceNow)
    {
        if (_supervisor is not null) await _supervisor.DisposeAsync();
        await StopAsync(_parts.Where(p => !IsEmulator(p)), forceNow);
        if (_target is not null) await _target.DisposeAsync();
        if (_mail is not null) await _mail.DisposeAsync();
        await StopAsync(_parts.Where(IsEmulator), forceNow);
        await _holdings.DisposeAsync();
    }

    private async Task StopAsync(IEnumerable<StackPart> parts, CancellationToken forceNow)
    {
        List<StackPart> all = [.. parts];
        var stopping = Task.WhenAll(all.Select(part => part.StopAsync(forceNow)));
        // Azurite now and then takes 10 s to end; silence would look like a hang.
        while (await Task.WhenAny(stopping, Task.Delay(SilentFor, _options.Time)) != stopping)
            _options.Say($"  waiting for {string.Join(", ", all.Where(p => p.IsRunning).Select(p => p.Name))} …");
        await stopping;
    }

    private static bool IsEmulator(StackPart part) => part.Name is "azurite" or "cosmos";

    private async Task StartPartsAsync(CancellationToken cancellationToken)
    {
        var factory = new PartFactory(_options, Data, Ports, _settings, _holdings.Ledger);
        var progress = new StartProgress(_options);
        await StartAllAsync(progress, Emulators(factory), cancellationToken);
        if (Wants(StackParts.Target)) await progress.ShowAsync("demo target", AppSettings.Local(Ports.Target), StartTargetAsync, cancellationToken);
        if (Wants(StackParts.Target)) await progress.ShowAsync("mail catcher", AppSettings.Local(Ports.Mail), StartMailAsync, cancellationToken);
        if (Wants(StackParts.Emulators))
            await progress.ShowAsync("queues, tables and containers", null, token => Azure.Provisioning.CreateMissingAsync(Configuration(), Ports.Regions, token), cancellationToken);
        if (Wants(StackParts.Apps)) await StartAllAsync(progress, [factory.Api(), factory.Pipeline(), .. Ports.Regions.Select(factory.Probe)], cancellationToken);
        if (_options.Supervise) _supervisor = new(_parts, _options);
    }

    private IEnumerable<StackPart> Emulators(PartFactory factory)
    {
        if (Wants(StackParts.Azurite)) yield return factory.Azurite();
        if (Wants(StackParts.Cosmos)) yield return factory.Cosmos();
    }

    private Task StartAllAsync(StartProgress progress, IEnumerable<StackPart> parts, CancellationToken cancellationToken)
    {
        List<StackPart> all = [.. parts];
        _parts.AddRange(all);
        return Task.WhenAll(all.Select(part => progress.ShowAsync(part.Name, part.Address, part.StartAsync, cancellationToken)));
    }

    private async Task StartTargetAsync(CancellationToken cancellationToken) =>
        _target = await DemoTarget.StartAsync(Ports.Target, Data.TargetPath, new Uri(StatusUrl), _options.Time, cancellationToken);

    private async Task StartMailAsync(CancellationToken cancellationToken) =>
        _mail = await MailCatcher.StartAsync(Ports.Mail, Data.MailPath, AppSettings.MailKey, _options.Time, cancellationToken);

    private bool Wants(StackParts parts) => (_options.Parts & parts) == parts;
}
