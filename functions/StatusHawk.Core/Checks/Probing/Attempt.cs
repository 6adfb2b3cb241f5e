using StatusHawk.Core.Checks.Assertions;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>One try of a check, of whatever kind: what every probe has in common.</summary>
internal static class Attempt
{
    /// <summary>
    /// Runs a probe and judges what it found. A failure of the target is a result; a fault that no target can cause is thrown, and so is
    /// <see cref="TryCutShortException"/> when it is cancelled.
    /// </summary>
    /// <param name="check">What to check.</param>
    /// <param name="probe">Returns the answer, or throws <see cref="ProbeFailedException"/>.</param>
    /// <param name="time">Measures the phases.</param>
    /// <param name="cancellationToken">Ends it at its time limit.</param>
    public static async Task<CheckResult> RunAsync(CheckSpec check, Func<Trace, Task<Found>> probe, TimeProvider time, CancellationToken cancellationToken)
    {
        var trace = new Trace(time);
        try
        {
            return Judge(check, await probe(trace), trace, time.GetUtcNow());
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new TryCutShortException(trace.Phase, trace.Read(), cancellationToken) { Facts = trace.Facts };
        }
        catch (Exception e) when (Diagnosis.Of(e, trace.Phase) is { } diagnosis)
        {
            return diagnosis.ToResult(check.MonitorId, trace, trace.Read());
        }
    }

    private static CheckResult Judge(CheckSpec check, Found found, Trace trace, DateTimeOffset now)
    {
        var timings = trace.Read();
        trace.Enter(CheckPhase.Judge);
        if (check.Assertions is { Count: > 0 } texts)
        {
            var facts = trace.Facts;
            var answer = new Answer
            {
                Now = now,
                ResponseTime = timings.Total,
                Address = facts.Address,
                Status = facts.StatusCode,
                Headers = found.Headers,
                Body = found.Body,
                CertificateExpires = facts.CertificateExpires,
                DnsRcode = facts.DnsRcode,
                DnsAnswers = facts.DnsAnswers,
            };
            if (check.Explain is true) trace.Assertions = [.. KnownConditions.Of(texts).Select(condition => Assertion.Explain(condition, answer))];
            if (Assertion.FirstFailure(KnownConditions.Of(texts), answer) is { } failure)
            {
                trace.Excerpt ??= found.Excerpt();
                return new Diagnosis(failure.Error, failure.Message).ToResult(check.MonitorId, trace, timings);
            }
        }

        return check.DegradedAfterMilliseconds is { } threshold && timings.Total > threshold
            ? new Diagnosis(ErrorClass.Slow, FormattableString.Invariant($"It answered after {timings.Total:N0} ms, which is more than {threshold:N0} ms.")).ToResult(check.MonitorId, trace, timings)
            : new CheckResult { MonitorId = check.MonitorId, Outcome = Outcome.Up, Timings = timings, Facts = trace.Facts, Assertions = trace.Assertions };
    }
}

/// <summary>What a probe brings home for conditions, beside the facts of its trace.</summary>
internal sealed record Found
{
    public static Found Nothing { get; } = new();

    public IReadOnlyDictionary<string, string>? Headers { get; init; }
    public Body? Body { get; init; }

    /// <summary>Makes the excerpt, if anything turns out to be wrong.</summary>
    public Func<AnswerExcerpt?> Excerpt { get; init; } = static () => null;
}
