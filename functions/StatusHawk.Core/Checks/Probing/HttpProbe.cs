using System.Collections.Frozen;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>
/// Checks that a URL answers with a status of 200 to 299, after at most five redirects. Each hop has a new connection, passes the address guard, and adds to
/// the phases. Sends no cookies, uses no proxy, decompresses nothing. A status that is not success is a result at once: its body is not waited for.
/// </summary>
public sealed class HttpProbe : IProbe
{
    private const int MaxRedirects = 5;
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

    public string Host(CheckSpec check) => TargetOf(check)?.IdnHost.ToLowerInvariant() ?? "";

    public async Task<CheckResult> TryAsync(CheckSpec check, CancellationToken cancellationToken)
    {
        var clock = new PhaseClock(_time);
        try
        {
            return await FollowAsync(check, clock, cancellationToken);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new TryCutShortException(clock.Phase, clock.Read(), cancellationToken) { StatusCode = clock.StatusCode, Address = clock.Address };
        }
        catch (Exception e) when (Diagnosis.Of(e, clock.Phase) is { } diagnosis)
        {
            return diagnosis.ToResult(check.MonitorId, clock);
        }
    }

    private async Task<CheckResult> FollowAsync(CheckSpec check, PhaseClock clock, CancellationToken cancellationToken)
    {
        var uri = TargetOf(check) ?? throw new ProbeFailedException(new Diagnosis(ErrorClass.Internal, "The monitor has no http or https URL."));
        var headers = HttpRequestHeaders.Open(check.Http!.SealedHeaders, check.MonitorId, _sealer);
        var method = new HttpMethod(check.Http.Method);
        for (var redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(method, uri);
            HttpRequestHeaders.Apply(request, headers, _options.Region);
            await using var answer = await _exchange.SendAsync(request, clock, cancellationToken);
            if (answer.Location is { } location)
            {
                if (redirects == MaxRedirects) throw Protocol($"The answer redirects more than {MaxRedirects} times.");
                var next = Redirected(uri, location);

                // A secret is for the origin that it was given for, and for no other that one points at. Once left, that origin is not trusted to be meant either.
                if (!SameOrigin(uri, next)) headers = FrozenDictionary<string, string>.Empty;
                method = MethodAfter(answer.StatusCode, method);
                uri = next;
                continue;
            }

            if (!answer.IsSuccess) return new Diagnosis(ErrorClass.Status, $"The answer is {answer.Status}.").ToResult(check.MonitorId, clock);
            clock.Enter(CheckPhase.Transfer);
            await answer.ReadBodyAsync(_options.MaxBodyBytes, cancellationToken);
            return new CheckResult { MonitorId = check.MonitorId, Outcome = Outcome.Up, Timings = clock.Read() };
        }
    }

    private static Uri? TargetOf(CheckSpec check) => Uri.TryCreate(check.Http?.Url, UriKind.Absolute, out var uri) && IsHttp(uri) ? uri : null;

    private static Uri Redirected(Uri from, string location)
    {
        if (!Uri.TryCreate(from, location, out var next)) throw Protocol("The answer redirects to something that is no URL.");
        return IsHttp(next) ? next : throw Protocol("The answer redirects to a URL that is neither http nor https.");
    }

    private static HttpMethod MethodAfter(int status, HttpMethod method) =>
        (status is 303 && method != HttpMethod.Head) || (status is 301 or 302 && method == HttpMethod.Post) ? HttpMethod.Get : method;

    private static bool IsHttp(Uri uri) => (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.IdnHost.Length > 0;

    private static bool SameOrigin(Uri one, Uri other) => one.Scheme == other.Scheme && one.Port == other.Port && one.IdnHost.Equals(other.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static ProbeFailedException Protocol(string message) => new(new Diagnosis(ErrorClass.Protocol, message));
}
