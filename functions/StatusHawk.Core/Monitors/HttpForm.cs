using StatusHawk.Core.Checks.Assertions;

namespace StatusHawk.Core.Monitors;

/// <summary>Reads what an HTTP monitor asks for.</summary>
internal static class HttpForm
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    // What says how the message travels is the probe's to write.
    private static readonly HashSet<string> Refused = new(StringComparer.OrdinalIgnoreCase)
    {
        "Content-Length", "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailer",
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

        var moved = !SameOrigin(stored?.Url, url);
        var headers = fields.Object("headers") is { } given ? Headers(given, stored, moved) : [];
        if (headers.Count > MonitorLimits.MaxHeaders) fields.Refuse("headers", $"Must not be more than {MonitorLimits.MaxHeaders}.");
        var body = fields.Secret("body", stored?.SealedBody, moved, MonitorLimits.MaxRequestBodyLength);
        if (body is not null && method is "GET" or "HEAD" && fields.Has("body")) fields.Refuse("body", $"Does not go with {method}.");
        var (user, password) = fields.Object("auth") is { } auth ? Auth(auth, stored, moved) : default;
        if (password is not null && headers.ContainsKey("Authorization")) fields.Refuse("auth", "Does not go with a header Authorization.");
        var target = new HttpTarget
        {
            Url = TargetUrl.WithoutFragment(url ?? ""),
            Method = method,
            User = user,
            Host = HostHeader(fields),
            MaxRedirects = fields.Integer("maxRedirects", 0, MonitorLimits.MaxRedirects) is { } most and not HttpTarget.DefaultMaxRedirects ? most : null,
            HttpVersion = fields.OneOf("httpVersion", "1.1", "2") == "2" ? "2" : null,
            IpVersion = fields.IpVersion(),
            IgnoreCertificateErrors = fields.Boolean("ignoreCertificateErrors") ?? false,
        };
        fields.Close();
        return errors.Any ? null : new HttpInput { Target = target, Headers = headers, Body = body, Password = password };
    }

    private static Dictionary<string, SecretInput> Headers(FieldReader fields, HttpTarget? stored, bool moved)
    {
        var headers = new Dictionary<string, SecretInput>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in fields.Names)
        {
            if (name.Length > MonitorLimits.MaxHeaderNameLength || !Checks.Assertions.Headers.IsName(name))
                fields.Refuse(name, $"Is no header's name: 1 to {MonitorLimits.MaxHeaderNameLength} letters, digits or any of !#$%&'*+-.^_`|~.");
            else if (Refused.Contains(name))
                fields.Refuse(name, "Is written by the probe and cannot be set.");
            else if (name.Equals("Host", StringComparison.OrdinalIgnoreCase))
                fields.Refuse(name, "Is set by the field host.");
            else if (fields.Secret(name, StoredHeader(stored, name), moved, MonitorLimits.MaxHeaderValueLength, isHeader: true) is { } header && !headers.TryAdd(name, header))
                fields.Refuse(name, "Is given twice; case makes no difference to a header's name.");
        }

        return headers;
    }

    private static string? StoredHeader(HttpTarget? stored, string name) =>
        stored?.SealedHeaders?.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).FirstOrDefault();

    private static (string? User, SecretInput? Password) Auth(FieldReader fields, HttpTarget? stored, bool moved)
    {
        var type = fields.OneOf("type", "basic", "bearer");
        if (!fields.Has("type")) fields.Refuse("type", "Is required: basic or bearer.");
        var isBasic = type == "basic";
        var name = isBasic ? "password" : "token";
        var kept = stored is null || stored.User is not null == isBasic ? stored?.SealedPassword : null;
        var user = isBasic ? fields.Text("user") : null;
        if (isBasic && !fields.Has("user")) fields.Refuse("user", "Is required.");
        if (user is not null && (user.Length is 0 or > MonitorLimits.MaxUserLength || user.Contains(':') || user.Any(char.IsControl)))
            fields.Refuse("user", $"Must be 1 to {MonitorLimits.MaxUserLength} characters, without a colon.");
        if (type is not null && !fields.Has(name)) fields.Refuse(name, "Is required.");
        var password = type is null ? null : fields.Secret(name, kept, moved, MonitorLimits.MaxHeaderValueLength, isHeader: !isBasic);
        if (type is not null) fields.Close();
        return (user, password);
    }

    private static string? HostHeader(FieldReader fields)
    {
        if (fields.Text("host") is not { } host) return null;
        if (host.Length <= MonitorLimits.MaxHostLength && Uri.TryCreate($"http://{host}/", UriKind.Absolute, out var url) && url.Authority.Equals(host, StringComparison.OrdinalIgnoreCase)
            && url.UserInfo.Length == 0)
            return host;
        fields.Refuse("host", "Must be a host name, with a port if need be.");
        return null;
    }

    private static bool SameOrigin(string? stored, string? url) =>
        Uri.TryCreate(stored, UriKind.Absolute, out var one) && Uri.TryCreate(url, UriKind.Absolute, out var other)
        && Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
