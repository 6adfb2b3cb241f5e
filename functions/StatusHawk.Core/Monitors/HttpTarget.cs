using System.Text.Json.Serialization;

namespace StatusHawk.Core.Monitors;

/// <summary>
/// What an HTTP monitor asks for. It is up when the answer's status is 200 to 299 within the monitor's timeout; conditions of the monitor may ask for more, and
/// one about the status replaces that rule.
/// </summary>
public sealed record HttpTarget
{
    /// <summary>Redirects followed unless the monitor says otherwise.</summary>
    public const int DefaultMaxRedirects = 5;

    /// <summary>Absolute, <c>http</c> or <c>https</c>, without user information.</summary>
    public required string Url { get; init; }

    /// <summary><c>GET</c> (the default), <c>HEAD</c>, <c>POST</c>, <c>PUT</c>, <c>PATCH</c>, <c>DELETE</c> or <c>OPTIONS</c>.</summary>
    public string Method { get; init; } = "GET";

    /// <summary>Request headers, name to value. Values are secrets: sealed for the place <c>{monitor id}</c>, and only probes open them.</summary>
    public IReadOnlyDictionary<string, string>? SealedHeaders { get; init; }

    /// <summary>The request's body, sealed likewise.</summary>
    public string? SealedBody { get; init; }

    /// <summary>The user of Basic authentication (RFC 7617); null with a password: it is a bearer token (RFC 6750).</summary>
    public string? User { get; init; }

    /// <summary>The password of Basic authentication, or the bearer token, sealed likewise.</summary>
    public string? SealedPassword { get; init; }

    /// <summary>Sent as <c>Host</c>, and on https the name for SNI and the certificate, where the URL names one server of many. Null: the URL's.</summary>
    public string? Host { get; init; }

    /// <summary>Redirects followed, 0 to 10; null: 5. With 0 a redirect is an answer as any other.</summary>
    public int? MaxRedirects { get; init; }

    /// <summary><c>1.1</c> or <c>2</c>, exactly; null: 1.1.</summary>
    public string? HttpVersion { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public IpVersion IpVersion { get; init; }

    /// <summary>Whether any certificate will do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IgnoreCertificateErrors { get; init; }
}
