using System.Net;
using System.Net.Sockets;
using StatusHawk.Core.Checks.Assertions;
using StatusHawk.Core.Checks.Probing.Dns;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>Asks a name server for records, and checks its response code and its answers. It asks anew each time; nothing is kept.</summary>
public sealed class DnsProbe : IProbe
{
    private readonly Func<IReadOnlyList<IPEndPoint>> _servers;
    private readonly Dialer _dialer;
    private readonly DnsClient _client;
    private readonly TimeProvider _time;

    public DnsProbe(ProbeOptions options, TimeProvider time)
        : this(time, Dialer.For(options, time), NameServers.Of(options, time))
    {
    }

    internal DnsProbe(TimeProvider time, Dialer dialer, Func<IReadOnlyList<IPEndPoint>> servers) =>
        (_time, _dialer, _servers, _client) = (time, dialer, servers, new DnsClient(time));

    public MonitorKind Kind => MonitorKind.Dns;

    // The server does the work, so it is the server that must not be crowded.
    public string Host(CheckSpec check) => check.Dns is { } target ? target.Resolver ?? target.Name : "";

    public Task<CheckResult> TryAsync(CheckSpec check, CancellationToken cancellationToken) =>
        Attempt.RunAsync(check, trace => ProbeAsync(check, trace, cancellationToken), _time, cancellationToken);

    private async Task<Found> ProbeAsync(CheckSpec check, Trace trace, CancellationToken cancellationToken)
    {
        var target = check.Dns ?? throw Failed(ErrorClass.Internal, "The monitor has no name to ask for.");
        if (!Enum.TryParse<DnsType>(target.RecordType, ignoreCase: true, out var type)) throw Failed(ErrorClass.Internal, "This probe does not know the monitor's type of record.");
        var server = ServerOf(target);
        trace.Address = server.Address.ToString();
        trace.Enter(CheckPhase.FirstByte);
        var response = await AskAsync(server, target.Name, type, cancellationToken);
        trace.Facts = trace.Facts with { DnsRcode = response.Rcode.ToString(), DnsAnswers = [.. response.Answers.Select(answer => answer.Data)] };

        // A condition about it replaces the rule, as one about the status does with HTTP.
        if (check.Assertions is { } texts && KnownConditions.Of(texts).Any(condition => condition.Subject.Kind == SubjectKind.DnsRcode)) return Found.Nothing;
        var expected = target.ExpectRcode ?? "NOERROR";
        if (trace.Facts.DnsRcode != expected) throw Failed(ErrorClass.Dns, $"The name server answers {trace.Facts.DnsRcode} instead of {expected}.");
        if (expected == "NOERROR" && trace.Facts.DnsAnswers.Count == 0) throw Failed(ErrorClass.Dns, $"The name has no {type} record.");
        return target.Expect is { } wanted && !Same(wanted, trace.Facts.DnsAnswers, type)
            ? throw Failed(ErrorClass.Assertion, $"The {trace.Facts.DnsAnswers.Count} answers are not the {wanted.Count} expected ones.")
            : Found.Nothing;
    }

    private async Task<DnsResponse> AskAsync(IPEndPoint server, string name, DnsType type, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.AskAsync(server, name, type, cancellationToken);
        }
        catch (SocketException e)
        {
            throw new ProbeFailedException(Diagnosis.OfConnecting(server, e.SocketErrorCode));
        }
        catch (DnsProtocolException)
        {
            throw Failed(ErrorClass.Protocol, $"{server} does not answer in DNS.");
        }
        catch (ArgumentException)
        {
            throw Failed(ErrorClass.Internal, "The monitor's name cannot be asked for.");
        }
    }

    // The region's own server is the operator's; one that a monitor names passes the guard as any other target.
    private IPEndPoint ServerOf(DnsTarget target)
    {
        if (target.Resolver is not { } text) return _servers() is [var first, ..] ? first : throw Failed(ErrorClass.Internal, "This region has no name server.");
        if (!NameServers.TryParse(text, out var server)) throw Failed(ErrorClass.Internal, "The monitor's resolver is no address.");
        return _dialer.WhyRefused(server.Address) is { } reason ? throw Failed(ErrorClass.Blocked, $"{server.Address} is {reason}, which may not be probed.") : server;
    }

    private static bool Same(IReadOnlyList<string> wanted, IReadOnlyList<string> answers, DnsType type) =>
        wanted.Select(record => Normal(record, type)).Order(StringComparer.Ordinal).SequenceEqual(answers.Select(record => Normal(record, type)).Order(StringComparer.Ordinal));

    // Addresses in whatever notation; names in any case, with or without their last dots.
    private static string Normal(string record, DnsType type) => type switch
    {
        DnsType.TXT or DnsType.CAA => record,
        DnsType.A or DnsType.AAAA => IPAddress.TryParse(record, out var address) ? address.ToString() : record,
        _ => string.Join(' ', record.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.TrimEnd('.'))).ToLowerInvariant(),
    };

    private static ProbeFailedException Failed(ErrorClass error, string message) => new(new Diagnosis(error, message));
}
