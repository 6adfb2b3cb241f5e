using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Monitors;

/// <summary>What an HTTP monitor asks for, as the API shows it: secrets masked.</summary>
public sealed record HttpView(string Url, string Method, IReadOnlyDictionary<string, string> Headers)
{
    public string? Body { get; init; }
    public AuthView? Auth { get; init; }
    public string? Host { get; init; }
    public required int MaxRedirects { get; init; }
    public required string HttpVersion { get; init; }
    public required IpVersion IpVersion { get; init; }
    public required bool IgnoreCertificateErrors { get; init; }

    public static HttpView Of(HttpTarget target) => new(target.Url, target.Method, target.SealedHeaders?.ToDictionary(header => header.Key, _ => SecretInput.Mask) ?? [])
    {
        Body = target.SealedBody is null ? null : SecretInput.Mask,
        Auth = target.SealedPassword is null ? null : target.User is { } user ? new("basic") { User = user, Password = SecretInput.Mask } : new("bearer") { Token = SecretInput.Mask },
        Host = target.Host,
        MaxRedirects = target.MaxRedirects ?? HttpTarget.DefaultMaxRedirects,
        HttpVersion = target.HttpVersion ?? "1.1",
        IpVersion = target.IpVersion,
        IgnoreCertificateErrors = target.IgnoreCertificateErrors,
    };
}

public sealed record AuthView(string Type)
{
    public string? User { get; init; }
    public string? Password { get; init; }
    public string? Token { get; init; }
}

/// <summary>What a TCP monitor connects to, as the API shows it: what it sends masked.</summary>
public sealed record TcpView(string Host, int Port, bool Tls, IpVersion IpVersion, bool IgnoreCertificateErrors)
{
    public string? Send { get; init; }
    public string? Expect { get; init; }

    public static TcpView Of(TcpTarget target) => new(target.Host, target.Port, target.Tls, target.IpVersion, target.IgnoreCertificateErrors)
    {
        Send = target.SealedSend is null ? null : SecretInput.Mask,
        Expect = target.Expect,
    };
}

/// <summary>When a job is expected to call, and where.</summary>
public sealed record HeartbeatView(int PeriodSeconds, int GraceSeconds, string Url)
{
    public static HeartbeatView Of(HeartbeatTarget target, Monitor monitor, ApiOptions api) =>
        new(target.PeriodSeconds, target.GraceSeconds, api.HeartbeatUrl(HeartbeatAddress.Of(monitor.WorkspaceId, monitor.Id, target.Token)));
}
