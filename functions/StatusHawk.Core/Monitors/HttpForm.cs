using System.Buffers;

namespace StatusHawk.Core.Monitors;

/// <summary>Reads what an HTTP monitor asks for.</summary>
internal static class HttpForm
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    // RFC 9110 §5.6.2.
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // What says how the message travels is the probe's to write.
    private static readonly HashSet<string> Refused = new(StringComparer.OrdinalIgnoreCase)
    {
        "Host", "Content-Length", "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade", "Expect",
    };

    public static HttpInput? Read(FieldReader monitor, HttpTarget? stored, MonitorRules rules, FieldErrors errors)
    {
        if (monitor.Object("http") is not { } fields) return null;
        var url = fields.Text("url");
        if (!fields.Has("url")) fields.Refuse("url", "Is required.");
        else if (url is not null && TargetUrl.WhatIsWrong(url, rules.AllowPrivateTargets) is { } wrong) fields.Refuse("url", wrong);

        var method = fields.Text("method")?.ToUpperInvariant() ?? "GET";
        if (!Methods.Contains(method)) fields.Refuse("method", $"Must be one of {string.Join(", ", Methods)}.");

        var headers = fields.Object("headers") is { } given ? Headers(given, stored) : [];
        if (headers.Count > MonitorLimits.MaxHeaders) fields.Refuse("headers", $"Must not be more than {MonitorLimits.MaxHeaders}.");
        fields.Close();
        return errors.Any ? null : new HttpInput { Url = TargetUrl.WithoutFragment(url!), Method = method, Headers = headers };
    }

    private static Dictionary<string, HeaderInput> Headers(FieldReader fields, HttpTarget? stored)
    {
        var headers = new Dictionary<string, HeaderInput>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in fields.Names)
        {
            var value = fields.Text(name);
            if (name.Length is 0 or > MonitorLimits.MaxHeaderNameLength || name.AsSpan().ContainsAnyExcept(Token))
                fields.Refuse(name, $"Is no header's name: 1 to {MonitorLimits.MaxHeaderNameLength} letters, digits or any of !#$%&'*+-.^_`|~.");
            else if (Refused.Contains(name))
                fields.Refuse(name, "Is written by the probe and cannot be set.");
            else if (value is null)
                continue;
            else if (Value(fields, name, value, stored) is { } header && !headers.TryAdd(name, header))
                fields.Refuse(name, "Is given twice; case makes no difference to a header's name.");
        }

        return headers;
    }

    private static HeaderInput? Value(FieldReader fields, string name, string value, HttpTarget? stored)
    {
        if (value == HeaderInput.Mask)
        {
            var kept = stored?.SealedHeaders?.Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).FirstOrDefault();
            if (kept is null) fields.Refuse(name, $"{HeaderInput.Mask} keeps the stored value, but none is stored.");
            return kept is null ? null : new HeaderInput.Kept(kept);
        }

        if (value.Length <= MonitorLimits.MaxHeaderValueLength && value.All(c => c is '\t' or (>= ' ' and <= '~'))) return new HeaderInput.Given(value);
        fields.Refuse(name, FormattableString.Invariant($"Must be at most {MonitorLimits.MaxHeaderValueLength:N0} printable ASCII characters, without line breaks."));
        return null;
    }
}
