using System.Collections.Frozen;
using System.Globalization;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>
/// Runs checks: waits for a place, gives the tries the check's own time, tries again before it says down, and asks the canaries before it blames the target.
/// One instance for a process: it holds the bounds of concurrency. Opinions have as many places as rounds and share none with them: in a mass outage rounds
/// take all they can get, and it is then that opinions are asked for.
/// </summary>
public sealed class CheckRunner(IEnumerable<IProbe> probes, ProbeOptions options, Canaries canaries, TimeProvider time)
{
    private readonly FrozenDictionary<MonitorKind, IProbe> _probes = probes.ToFrozenDictionary(probe => probe.Kind);
    private readonly ProbeGate _rounds = new(options.MaxConcurrency, options.MaxConcurrencyPerHost);
    private readonly ProbeGate _opinions = new(options.MaxConcurrency, options.MaxConcurrencyPerHost);

    /// <summary>Runs one check of a round. Whatever goes wrong is in the result; it throws only when the caller cancels.</summary>
    public Task<CheckResult> RunAsync(CheckSpec check, CancellationToken cancellationToken) => RunAsync(check, _rounds, cancellationToken);

    /// <summary>The same for a check that was asked for.</summary>
    public Task<CheckResult> RunOpinionAsync(CheckSpec check, CancellationToken cancellationToken) => RunAsync(check, _opinions, cancellationToken);

    private async Task<CheckResult> RunAsync(CheckSpec check, ProbeGate gate, CancellationToken cancellationToken)
    {
        if (!_probes.TryGetValue(check.Kind, out var probe)) return Unable(check, $"This probe does not know checks of the kind {check.Kind}.");
        CheckResult result;
        try
        {
            // The time limit begins with the place: a crowd before a host is not the host's slowness. But nobody waits longer for a place than for an
            // answer, or one slow host would hold up the rounds of everyone else.
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(check.TimeoutSeconds), time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
            using (await EnterAsync(gate, probe.Host(check), either.Token)) result = await TryAsync(probe, check, cancellationToken);
        }
        catch (NoPlaceException) when (!cancellationToken.IsCancellationRequested)
        {
            return Unable(check, $"Too many checks ran at once in this region or against this host: no place was free within {check.TimeoutSeconds} s.");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return Unable(check, $"The check could not be run ({e.GetType().Name}).");
        }

        return result is { Outcome: Outcome.Down or Outcome.Degraded, Evidence: { } evidence } && await canaries.AllFailAsync(cancellationToken)
            ? result with
            {
                Outcome = Outcome.Inconclusive,
                Evidence = evidence with
                {
                    Error = ErrorClass.Canary,
                    Message = Diagnosis.Cut($"This region's canaries fail too, so the fault is on its side. {evidence.Message}"),
                },
            }
            : result;
    }

    private static async Task<IDisposable> EnterAsync(ProbeGate gate, string host, CancellationToken cancellationToken)
    {
        try
        {
            return await gate.EnterAsync(host, cancellationToken);
        }
        catch (OperationCanceledException e)
        {
            throw new NoPlaceException(e);
        }
    }

    private async Task<CheckResult> TryAsync(IProbe probe, CheckSpec check, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(check.TimeoutSeconds), time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        CheckResult? failed = null;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var result = await probe.TryAsync(check, limit.Token);
                if (result.Evidence is { } evidence) result = result with { Evidence = evidence with { Attempts = attempt } };
                if (attempt > 1) result = result with { Facts = (result.Facts ?? new()) with { Retries = attempt - 1 } };
                if (result.Outcome != Outcome.Down || attempt > options.Retries || timeout.IsCancellationRequested) return result;
                failed = result;
            }
            catch (OperationCanceledException e) when (limit.IsCancellationRequested)
            {
                cancellationToken.ThrowIfCancellationRequested();

                // A retry that found too little time left says less about the target than the failure before it.
                return failed is null
                    ? TimedOut(check, e as TryCutShortException)
                    : failed with { Evidence = failed.Evidence! with { Attempts = attempt } };
            }
        }
    }

    private static CheckResult TimedOut(CheckSpec check, TryCutShortException? cutShort)
    {
        var reached = cutShort?.Phase switch
        {
            CheckPhase.Resolve => "DNS did not answer",
            CheckPhase.Connect => "the connection attempt was not answered",
            CheckPhase.Tls => "the TLS handshake did not end",
            CheckPhase.FirstByte when check.Kind == MonitorKind.Dns => "the name server did not answer",
            CheckPhase.FirstByte when check.Kind == MonitorKind.Ping => "no echo request was answered",
            CheckPhase.FirstByte => "the connection stands, but no answer came",
            CheckPhase.Transfer => "the answer began, but did not end",
            _ => "it did not end",
        };
        return new CheckResult
        {
            MonitorId = check.MonitorId,
            Outcome = Outcome.Down,
            Timings = cutShort?.Timings ?? default,
            Evidence = new Evidence
            {
                Error = ErrorClass.Timeout,
                Message = string.Create(CultureInfo.InvariantCulture, $"Waited {check.TimeoutSeconds} s: {reached}."),
                Phase = cutShort?.Phase ?? CheckPhase.Judge,
                StatusCode = cutShort?.Facts.StatusCode,
                Address = cutShort?.Facts.Address,
            },
            Facts = cutShort?.Facts,
        };
    }

    private static CheckResult Unable(CheckSpec check, string message) => new()
    {
        MonitorId = check.MonitorId,
        Outcome = Outcome.Inconclusive,
        Evidence = new Evidence { Error = ErrorClass.Internal, Message = Diagnosis.Cut(message), Phase = CheckPhase.Judge },
    };

    private sealed class NoPlaceException(OperationCanceledException inner) : OperationCanceledException(inner.Message, inner);
}
