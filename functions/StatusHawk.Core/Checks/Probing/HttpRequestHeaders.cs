using System.Collections.Frozen;
using System.Security.Cryptography;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>The headers of a probe's request: a monitor's own, and those that every probe sends.</summary>
public static class HttpRequestHeaders
{
    // They say how the message is framed, which is the probe's business.
    private static readonly FrozenSet<string> Reserved = new[]
    {
        "Connection", "Content-Length", "Expect", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a monitor may send a header of that name and value.</summary>
    public static bool IsAllowed(string name, string value)
    {
        if (Reserved.Contains(name) || value.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0) return false;
        using var request = new HttpRequestMessage();
        using var content = new ByteArrayContent([]);
        return request.Headers.TryAddWithoutValidation(name, value) || content.Headers.TryAddWithoutValidation(name, value);
    }

    /// <summary>Opens a monitor's sealed headers.</summary>
    /// <exception cref="ProbeFailedException">One cannot be opened, or cannot be sent: the fault is on this side.</exception>
    internal static IReadOnlyDictionary<string, string> Open(IReadOnlyDictionary<string, string>? sealedHeaders, string monitorId, Sealer sealer)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, sealedValue) in sealedHeaders ?? headers)
        {
            try
            {
                headers[name] = sealer.Open(sealedValue, monitorId);
            }
            catch (CryptographicException)
            {
                throw new ProbeFailedException(new Diagnosis(ErrorClass.Internal, $"The request header {name} of the monitor cannot be unsealed with this probe's keys."));
            }

            if (!IsAllowed(name, headers[name]))
                throw new ProbeFailedException(new Diagnosis(ErrorClass.Internal, $"The request header {name} of the monitor cannot be sent."));
        }

        return headers;
    }

    /// <summary>Who asks, and from where, unless the monitor has a <c>User-Agent</c> of its own: owners of targets like to know.</summary>
    public static string UserAgent(string region) =>
        region.Length == 0 ? "StatusHawk/1.0 (+https://github.com/statushawk)" : $"StatusHawk/1.0 (region {region}; +https://github.com/statushawk)";

    internal static void Apply(HttpRequestMessage request, IReadOnlyDictionary<string, string> headers, string region)
    {
        foreach (var (name, value) in headers)
        {
            if (request.Headers.TryAddWithoutValidation(name, value)) continue;
            request.Content ??= new ByteArrayContent([]);
            request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        if (!headers.ContainsKey("User-Agent")) request.Headers.TryAddWithoutValidation("User-Agent", UserAgent(region));
        if (!headers.ContainsKey("Accept")) request.Headers.TryAddWithoutValidation("Accept", "*/*");
    }
}
