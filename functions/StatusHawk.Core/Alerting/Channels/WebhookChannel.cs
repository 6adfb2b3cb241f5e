using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using StatusHawk.Core.Checks.Probing;

namespace StatusHawk.Core.Alerting.Channels;

/// <summary>Posts JSON to an address, signed by Standard Webhooks. Any 2xx has taken it; redirects are not followed; 410 switches the channel off.</summary>
public sealed class WebhookChannel(Sealer sealer, ProbeOptions probes, TimeProvider clock) : IChannelSender, IDisposable
{
    private readonly HttpClient _http = new(GuardedHttp.Handler(probes, clock)) { Timeout = Timeout.InfiniteTimeSpan };

    public ChannelKind Kind => ChannelKind.Webhook;

    public async Task<SendOutcome> SendAsync(Alert alert, Channel channel, CancellationToken cancellationToken)
    {
        var settings = channel.Webhook!;
        try
        {
            using var request = Request(alert, settings.Url, sealer.Open(settings.SealedSecret, channel.Id));
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return OutcomeOf(response);
        }
        catch (CryptographicException)
        {
            return new SendOutcome.Later("The channel's secret cannot be unsealed with this app's keys (Sealing:Keys).");
        }
        catch (HttpRequestException e)
        {
            return new SendOutcome.Later(WhyNot(e));
        }
        catch (IOException)
        {
            return new SendOutcome.Later("The connection was closed before an answer came.");
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(Alert alert, string url, string secret)
    {
        var now = clock.GetUtcNow();
        var body = WebhookBody.Of(alert);
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", Checks.Probing.HttpRequestHeaders.UserAgent(""));
        request.Headers.Add("webhook-id", alert.Key);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", StandardWebhook.Sign(secret, alert.Key, now, body));

        // One alert now and then: a connection kept would only be one that may be dead.
        request.Headers.ConnectionClose = true;
        return request;
    }

    private SendOutcome OutcomeOf(HttpResponseMessage response) => response.StatusCode switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous => new SendOutcome.Sent($"The receiver answered {(int)response.StatusCode}."),
        HttpStatusCode.Gone => new SendOutcome.Refused("The receiver answered 410 (gone), which asks never to be told again.", ChannelIsGone: true),
        >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest => new SendOutcome.Later($"The receiver answered {(int)response.StatusCode}; redirects are not followed."),
        _ => new SendOutcome.Later($"The receiver answered {(int)response.StatusCode}.", RetryAfter(response.Headers.RetryAfter)),
    };

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow(),
        _ => null,
    };

    // Nothing of the address: its path may be a secret.
    private static string WhyNot(HttpRequestException e) => e switch
    {
        _ when Cause(e) is { } failed => failed.Message,
        { HttpRequestError: HttpRequestError.SecureConnectionError } => "The TLS handshake with the receiver failed, or its certificate is not valid.",
        { HttpRequestError: HttpRequestError.ResponseEnded } => "The connection was closed before an answer came.",
        _ => $"The receiver could not be reached ({e.HttpRequestError}).",
    };

    private static ProbeFailedException? Cause(Exception? e) => e is null or ProbeFailedException ? e as ProbeFailedException : Cause(e.InnerException);
}
