using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>What a failure of a try means. Its message is a sentence for a person: no stack trace, no secret, nothing that the target wrote.</summary>
internal sealed record Diagnosis(ErrorClass Error, string Message)
{
    /// <summary>A failure on this side says nothing about the target.</summary>
    public Outcome Outcome => Error switch
    {
        ErrorClass.Internal or ErrorClass.Canary => Outcome.Inconclusive,
        ErrorClass.Slow => Outcome.Degraded,
        _ => Outcome.Down,
    };

    /// <summary>The meaning of what a network library threw in a phase; null for what no target can cause.</summary>
    public static Diagnosis? Of(Exception exception, CheckPhase phase) => (exception, phase) switch
    {
        (ProbeFailedException failed, _) => failed.Diagnosis,
        (AuthenticationException, _) => new(ErrorClass.Tls, "The TLS handshake failed: the port may not speak TLS, or offers no version or cipher in common."),
        (IOException, CheckPhase.Tls) => new(ErrorClass.Tls, "The connection was closed during the TLS handshake."),
        (HttpRequestException http, CheckPhase.FirstByte) => OfHttp(http.HttpRequestError),
        (HttpRequestException http, CheckPhase.Transfer) => OfHttp(http.HttpRequestError, begun: true),
        (HttpIOException http, _) => OfHttp(http.HttpRequestError, begun: phase == CheckPhase.Transfer),
        (IOException or SocketException, CheckPhase.FirstByte) => OfHttp(HttpRequestError.ResponseEnded),
        (IOException or SocketException, CheckPhase.Transfer) => OfHttp(HttpRequestError.ResponseEnded, begun: true),
        (InvalidDataException, CheckPhase.Transfer) => new(ErrorClass.Protocol, "The body is not compressed as its Content-Encoding says."),
        _ => null,
    };

    /// <summary>Why a name has no address to connect to.</summary>
    public static Diagnosis OfResolving(string host, SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData => new(ErrorClass.Dns, $"The name {host} has no address."),
        SocketError.TryAgain => new(ErrorClass.Dns, $"DNS gave no answer for the name {host}."),
        _ => new(ErrorClass.Dns, $"The name {host} could not be resolved ({error})."),
    };

    /// <summary>Why no connection came about.</summary>
    public static Diagnosis OfConnecting(IPEndPoint target, SocketError error) => error switch
    {
        SocketError.ConnectionRefused => new(ErrorClass.Refused, $"Nothing listens at {target}: the connection was refused."),
        SocketError.TimedOut => new(ErrorClass.Timeout, $"{target} did not answer the connection attempt."),
        SocketError.ConnectionReset or SocketError.ConnectionAborted => new(ErrorClass.Reset, $"{target} reset the connection attempt."),
        SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable =>
            new(ErrorClass.Internal, "The probe has no free socket left to connect with."),
        SocketError.AddressNotAvailable or SocketError.AddressAlreadyInUse when target.AddressFamily == AddressFamily.InterNetwork && target.Port != 0 =>
            new(ErrorClass.Internal, "The probe has no free local port left to connect from."),
        SocketError.NetworkUnreachable or SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported
            when target.AddressFamily == AddressFamily.InterNetworkV6 =>
            new(ErrorClass.Internal, $"The probe has no IPv6 route to {target}."),
        _ => new(ErrorClass.Refused, $"{target} cannot be reached ({error})."),
    };

    private static Diagnosis OfHttp(HttpRequestError error, bool begun = false) => error switch
    {
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError => new(ErrorClass.Protocol, "The answer is not valid HTTP."),
        HttpRequestError.ConfigurationLimitExceeded => new(ErrorClass.Protocol, $"The answer's headers are longer than {HttpExchange.MaxHeaderKilobytes} KB."),
        _ when begun => new(ErrorClass.Reset, "The connection was closed before the answer was complete."),
        _ => new(ErrorClass.Reset, "The connection was closed before an answer came."),
    };

    /// <summary>The result of a try that ended with this.</summary>
    public CheckResult ToResult(string monitorId, Trace trace, Timings timings) => new()
    {
        MonitorId = monitorId,
        Outcome = Outcome,
        Timings = timings,
        Evidence = new Evidence
        {
            Error = Error,
            Message = Cut(Message),
            Phase = trace.Phase,
            StatusCode = trace.Facts.StatusCode,
            Address = trace.Facts.Address,
            Answer = trace.Excerpt,
        },
        Facts = trace.Facts,
        Assertions = trace.Assertions,
    };

    /// <summary>The message, at most as long as evidence may be.</summary>
    public static string Cut(string message) =>
        message.Length <= Evidence.MaxMessageLength ? message : string.Concat(message.AsSpan(0, Evidence.MaxMessageLength - 1), "…");
}
