using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StatusHawk.Cli.Server;

/// <summary>An answer's body and version.</summary>
public sealed record Answer(JsonNode? Body, string? ETag)
{
    public JsonObject Object => Body as JsonObject ?? throw new CliException("The server answered something else than expected.", "Is the URL that of a StatusHawk installation?");
}

/// <summary>
/// Speaks to one installation. What may pass is tried again a few times: a request that never got an answer, 429 and 503, and a repeated creation that is
/// still running. Repeating is safe: a creation carries one <c>Idempotency-Key</c> through all its tries.
/// </summary>
public sealed class Connection : IDisposable
{
    private const int Tries = 4;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);
    private readonly HttpClient _http;
    private readonly ITokens _tokens;
    private readonly TimeProvider _time;
    private readonly string _origin;

    public Connection(string url, ITokens tokens, TimeProvider time)
    {
        _origin = OriginOf(url);
        (_tokens, _time) = (tokens, time);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(15) }) { Timeout = TimeSpan.FromSeconds(100) };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("statushawk-cli");
        _http.DefaultRequestHeaders.Accept.ParseAdd("application/json, application/problem+json");
    }

    /// <exception cref="CliException">It is no http or https URL.</exception>
    public static string OriginOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0
            ? uri.GetLeftPart(UriPartial.Path).TrimEnd('/')
            : throw new CliException($"'{url}' is no URL of a server.", "It looks like https://status.example.com");

    public Task<Answer> GetAsync(string path, string what, CancellationToken cancellationToken) => SendAsync(HttpMethod.Get, path, null, what, cancellationToken);

    /// <param name="method">What is done.</param>
    /// <param name="path">Below <c>/api/v1</c>.</param>
    /// <param name="body">Null: none.</param>
    /// <param name="what">What could not be done, should it not: a sentence's beginning.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="ifMatch">The version that is to be changed; null: whichever it is.</param>
    /// <param name="idempotencyKey">Names a creation.</param>
    public async Task<Answer> SendAsync(
        HttpMethod method, string path, JsonNode? body, string what, CancellationToken cancellationToken, string? ifMatch = null, string? idempotencyKey = null)
    {
        var repeatable = method == HttpMethod.Get || ifMatch is not null || idempotencyKey is not null;
        var renewed = false;
        for (var attempt = 1; ; attempt++)
        {
            var token = await _tokens.CurrentAsync(renewed, cancellationToken);
            using var request = Request(method, path, body, ifMatch, idempotencyKey, token);
            HttpResponseMessage response;
            try
            {
                response = await _http.SendAsync(request, cancellationToken);
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
            {
                // Without an answer a conditional change may have been made; a repetition would be told of a conflict that is none.
                if (attempt < Tries && (method == HttpMethod.Get || idempotencyKey is not null))
                {
                    await WaitAsync(TimeSpan.FromSeconds(attempt), cancellationToken);
                    continue;
                }

                throw new CliException($"{what}: {_origin} does not answer ({Innermost(e).Message}).", "Check the URL and the network; the command can be repeated.");
            }

            using (response)
            {
                var text = await response.Content.ReadAsStringAsync(cancellationToken);
                if (response.IsSuccessStatusCode) return new(Parse(text, what), response.Headers.ETag?.ToString());
                if (response.StatusCode == HttpStatusCode.Unauthorized && !renewed && _tokens.CanRenew)
                {
                    renewed = true;
                    continue;
                }

                if (repeatable && attempt < Tries && Pause(response, attempt, idempotencyKey is not null) is { } pause)
                {
                    await WaitAsync(pause, cancellationToken);
                    continue;
                }

                throw (int)response.StatusCode is >= 300 and < 400
                    ? new CliException($"{what}: {_origin} sends on to {response.Headers.Location}.", "Sign in with that address: statushawk login --url …") { Status = (int)response.StatusCode }
                    : Problems.Of(response.StatusCode, text, what);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(HttpMethod method, string path, JsonNode? body, string? ifMatch, string? idempotencyKey, string? token)
    {
        var request = new HttpRequestMessage(method, $"{_origin}/api/v1/{path}");
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        if (idempotencyKey is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return request;
    }

    private TimeSpan? Pause(HttpResponseMessage response, int attempt, bool creates)
    {
        var passing = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
            || (creates && response.StatusCode == HttpStatusCode.Conflict && response.Headers.RetryAfter is not null);
        if (!passing) return null;
        var asked = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - _time.GetUtcNow() : null;
        var pause = asked is { } wish && wish > TimeSpan.Zero ? wish : TimeSpan.FromSeconds(attempt);
        return pause <= LongestPause ? pause : null;
    }

    private Task WaitAsync(TimeSpan pause, CancellationToken cancellationToken) => Task.Delay(pause, _time, cancellationToken);

    private static JsonNode? Parse(string text, string what)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            throw new CliException(string.Create(CultureInfo.InvariantCulture, $"{what}: the answer is no JSON."), "Is the URL that of a StatusHawk installation?");
        }
    }

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;
}
