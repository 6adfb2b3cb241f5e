using System.Collections.Frozen;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>What to ask for, its secrets opened: a monitor's target on the first hop, and what is left of it after a redirect.</summary>
internal sealed record HttpWish
{
    public required Uri Uri { get; init; }
    public required HttpMethod Method { get; init; }
    public IReadOnlyDictionary<string, string> Headers { get; init; } = FrozenDictionary<string, string>.Empty;
    public string? Body { get; init; }

    /// <summary>The name to ask for in place of the URL's; null: the URL's.</summary>
    public string? Host { get; init; }
    public IpVersion IpVersion { get; init; }
    public bool IsHttp2 { get; init; }
    public bool IgnoreCertificateErrors { get; init; }

    /// <summary>The name for SNI and the certificate.</summary>
    public string ServerName => Host is { } host ? WithoutPort(host) : Uri.IdnHost;

    /// <exception cref="ProbeFailedException">Something cannot be opened or sent: the fault is on this side.</exception>
    public static HttpWish Of(HttpTarget target, string monitorId, Sealer sealer)
    {
        if (UriOf(target.Url) is not { } uri) throw Unable("The monitor has no http or https URL.");
        var headers = HttpRequestHeaders.Open(target.SealedHeaders, monitorId, sealer);
        var body = target.SealedBody is { } sealedBody ? Open(sealedBody, "request body") : null;
        var secret = target.SealedPassword is { } password ? Open(password, "password or token") : null;
        if (secret is not null)
        {
            if (target.User is null && !HttpRequestHeaders.IsAllowed("Authorization", secret)) throw Unable("The token of the monitor cannot be sent.");
            headers = new Dictionary<string, string>(headers, StringComparer.OrdinalIgnoreCase)
            {
                ["Authorization"] = target.User is { } user ? $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{secret}"))}" : $"Bearer {secret}",
            };
        }

        return new HttpWish
        {
            Uri = uri,
            Method = new HttpMethod(target.Method),
            Headers = headers,
            Body = body,
            Secrets = [.. headers.Values, .. new[] { body, secret }.OfType<string>()],
            Host = target.Host,
            IpVersion = target.IpVersion,
            IsHttp2 = target.HttpVersion == "2",
            IgnoreCertificateErrors = target.IgnoreCertificateErrors,
        };

        string Open(string text, string what)
        {
            try
            {
                return sealer.Open(text, monitorId);
            }
            catch (CryptographicException)
            {
                throw Unable($"The {what} of the monitor cannot be unsealed with this probe's keys.");
            }
        }
    }

    /// <summary>Null when it is no URL of HTTP.</summary>
    public static Uri? UriOf(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && IsHttp(uri) ? uri : null;

    /// <summary>The request that an answer of that status and <c>Location</c> asks for (RFC 9110 §15.4).</summary>
    /// <exception cref="ProbeFailedException">It leads to no URL of HTTP.</exception>
    public HttpWish Redirected(int status, string location)
    {
        if (!Uri.TryCreate(Uri, location, out var next)) throw Protocol("The answer redirects to something that is no URL.");
        if (!IsHttp(next)) throw Protocol("The answer redirects to a URL that is neither http nor https.");
        var method = (status is 303 && Method != HttpMethod.Head) || (status is 301 or 302 && Method == HttpMethod.Post) ? HttpMethod.Get : Method;
        var onward = this with { Uri = next, Method = method, Body = method == Method ? Body : null };

        // A secret is for the origin that it was given for, and for no other that one points at. Once left, that origin is not trusted to be meant either.
        return SameOrigin(Uri, next) ? onward : onward with { Headers = FrozenDictionary<string, string>.Empty, Body = null, Host = null };
    }

    public HttpRequestMessage ToRequest(string region)
    {
        var version = IsHttp2 ? HttpVersion.Version20 : HttpVersion.Version11;
        var request = new HttpRequestMessage(Method, Uri) { Version = version, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        if (Body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
            if (!Headers.ContainsKey("Content-Type")) request.Content.Headers.ContentType = new MediaTypeHeaderValue(LooksLikeJson(Body) ? "application/json" : "text/plain", "utf-8");
        }

        HttpRequestHeaders.Apply(request, Headers, region);
        if (Host is not null) request.Headers.Host = Host;
        return request;
    }

    /// <summary>What must not be repeated to anyone.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    private static bool LooksLikeJson(string body) => body.AsSpan().TrimStart() is ['{' or '[', ..];

    private static string WithoutPort(string host) => host.LastIndexOf(':') is var colon and > 0 && !host.EndsWith(']') ? host[..colon] : host;

    private static bool IsHttp(Uri uri) => (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.IdnHost.Length > 0;

    private static bool SameOrigin(Uri one, Uri other) => one.Scheme == other.Scheme && one.Port == other.Port && one.IdnHost.Equals(other.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static ProbeFailedException Protocol(string message) => new(new Diagnosis(ErrorClass.Protocol, message));

    private static ProbeFailedException Unable(string message) => new(new Diagnosis(ErrorClass.Internal, message));
}
