using StatusHawk.Core.Checks.Assertions;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>
/// Checks that a URL answers with a status of 200 to 299, or as the monitor's conditions ask. Each hop has a new connection, passes the address guard, and adds
/// to the phases. Sends no cookies and uses no proxy.
/// </summary>
public sealed class HttpProbe : IProbe
{
    // Of an answer that is bad already, the words are worth a moment, not the whole time limit.
    private static readonly TimeSpan ExcerptPatience = TimeSpan.FromMilliseconds(500);
    private readonly HttpExchange _exchange;
    private readonly ProbeOptions _options;
    private readonly Sealer _sealer;
    private readonly TimeProvider _time;

    public HttpProbe(ProbeOptions options, Sealer sealer, TimeProvider time)
        : this(options, sealer, time, Dialer.For(options, time))
    {
    }

    internal HttpProbe(ProbeOptions options, Sealer sealer, TimeProvider time, Dialer dialer)
    {
        _exchange = new HttpExchange(dialer);
        _options = options;
        _sealer = sealer;
        _time = time;
    }

    public MonitorKind Kind => MonitorKind.Http;

    public string Host(CheckSpec check) => HttpWish.UriOf(check.Http?.Url)?.IdnHost.ToLowerInvariant() ?? "";

    public Task<CheckResult> TryAsync(CheckSpec check, CancellationToken cancellationToken) =>
        Attempt.RunAsync(check, trace => ProbeAsync(check, trace, cancellationToken), _time, cancellationToken);

    private async Task<Found> ProbeAsync(CheckSpec check, Trace trace, CancellationToken cancellationToken)
    {
        var target = check.Http ?? throw new ProbeFailedException(new Diagnosis(ErrorClass.Internal, "The monitor has no http or https URL."));
        var wish = HttpWish.Of(target, check.MonitorId, _sealer);
        var secrets = wish.Secrets;
        var most = target.MaxRedirects ?? HttpTarget.DefaultMaxRedirects;
        for (var redirects = 0; ; redirects++)
        {
            using var request = wish.ToRequest(_options.Region);
            await using var answer = await _exchange.SendAsync(request, wish, trace, cancellationToken);
            trace.Facts = trace.Facts with { Redirects = redirects };
            if (most == 0 || answer.Location is not { } location) return await ReadAsync(check, answer, secrets, trace, cancellationToken);
            if (redirects == most) throw new ProbeFailedException(new Diagnosis(ErrorClass.Protocol, $"The answer redirects more than {most} times."));
            wish = wish.Redirected(answer.StatusCode, location);
        }
    }

    private async Task<Found> ReadAsync(CheckSpec check, HttpAnswer answer, IReadOnlyList<string> secrets, Trace trace, CancellationToken cancellationToken)
    {
        Condition[] conditions = check.Assertions is { Count: > 0 } texts ? [.. KnownConditions.Of(texts)] : [];
        if (!answer.IsSuccess && !conditions.Any(condition => condition.Subject.Kind == SubjectKind.Status))
        {
            var failure = new Diagnosis(ErrorClass.Status, $"The answer is {answer.Status}.");

            // What is read now is for people: it was not waited for to judge, and is no time of the target's.
            trace.Enter(trace.Phase);
            trace.Excerpt = AnswerExcerpts.Of(answer.Headers(), await ExcerptOfAsync(answer, cancellationToken), secrets);
            trace.Discard();
            throw new ProbeFailedException(failure);
        }

        trace.Enter(CheckPhase.Transfer);
        var keep = conditions.Any(condition => condition.Subject.IsOfBody) ? _options.MaxBodyBytes : AnswerExcerpt.MaxBodyBytes;
        var body = await answer.ReadBodyAsync(_options.MaxBodyBytes, keep, cancellationToken);
        trace.Facts = trace.Facts with { BodyBytes = answer.BodyBytes };
        var headers = conditions.Length > 0 ? answer.Headers() : null;
        return new Found { Body = body, Headers = headers, Excerpt = () => AnswerExcerpts.Of(headers ?? answer.Headers(), body, secrets) };
    }

    private async Task<Body> ExcerptOfAsync(HttpAnswer answer, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(ExcerptPatience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        return await answer.ReadWhatComesAsync(AnswerExcerpt.MaxBodyBytes, either.Token);
    }
}
