namespace StatusHawk.Core.Checks.Probing;

/// <summary>
/// Tells a fault of this region's own network from one of a target: URLs that the operator chose because they practically always answer. Any HTTP answer,
/// whatever its status, means that the network works. The operator sets them, so they may be on private addresses whatever
/// <see cref="ProbeOptions.AllowPrivateTargets"/> says.
/// </summary>
public sealed class Canaries
{
    private readonly Lock _lock = new();
    private readonly HttpExchange _exchange;
    private readonly ProbeOptions _options;
    private readonly TimeProvider _time;
    private readonly Uri[] _uris;
    private Task<bool>? _answer;
    private long _answered;

    /// <exception cref="ArgumentException">A canary is no absolute http or https URL.</exception>
    public Canaries(ProbeOptions options, TimeProvider time)
    {
        _exchange = new HttpExchange(Dialer.Unguarded(options, time));
        _options = options;
        _time = time;
        _uris = [.. options.Canaries.Select(Parse)];
    }

    /// <summary>
    /// Whether none of them answers: a fault on this side. False when none is configured. Asked at most once at a time, and the answer is believed for
    /// <see cref="ProbeOptions.CanaryFreshness"/>.
    /// </summary>
    public Task<bool> AllFailAsync(CancellationToken cancellationToken)
    {
        if (_uris.Length == 0) return Task.FromResult(false);
        Task<bool> answer;
        lock (_lock)
        {
            if (_answer is null || (_answer.IsCompleted && _time.GetElapsedTime(Interlocked.Read(ref _answered)) >= _options.CanaryFreshness))
                _answer = Task.Run(AskAsync, CancellationToken.None);
            answer = _answer;
        }

        // Whoever stops waiting does not stop the question that others wait for too.
        return answer.WaitAsync(cancellationToken);
    }

    private async Task<bool> AskAsync()
    {
        using var limit = new CancellationTokenSource(_options.CanaryTimeout, _time);
        var allFail = true;
        await foreach (var answers in Task.WhenEach(_uris.Select(uri => AnswersAsync(uri, limit.Token))))
        {
            if (!await answers) continue;
            allFail = false;
            await limit.CancelAsync();
        }

        Interlocked.Exchange(ref _answered, _time.GetTimestamp());
        return allFail;
    }

    private async Task<bool> AnswersAsync(Uri uri, CancellationToken cancellationToken)
    {
        try
        {
            var wish = new HttpWish { Uri = uri, Method = HttpMethod.Get, Secrets = [] };
            using var request = wish.ToRequest(_options.Region);
            await using var answer = await _exchange.SendAsync(request, wish, new Trace(_time), cancellationToken);
            return true;
        }
        catch (Exception)
        {
            // Whatever went wrong: there was no answer.
            return false;
        }
    }

    internal static bool IsUrl(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);

    private static Uri Parse(string url) =>
        IsUrl(url) ? new Uri(url) : throw new ArgumentException($"Probe:Canaries holds '{url}', which is not an absolute http or https URL.");
}
