using StatusHawk.Core.Checks.Probing;

namespace StatusHawk.Core.Monitors;

/// <summary>Whether a text is a URL that may be checked. Asks no DNS: where a name leads is judged by the probe, each time it connects.</summary>
public static class TargetUrl
{
    /// <summary>Null when nothing is wrong.</summary>
    public static string? WhatIsWrong(string text, bool allowPrivateTargets)
    {
        if (text.Length > MonitorLimits.MaxUrlLength) return FormattableString.Invariant($"Must be at most {MonitorLimits.MaxUrlLength:N0} characters.");
        if (!text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            return "Must be an absolute URL that begins with http:// or https://.";
        if (text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\')) return "Must not contain spaces, backslashes or control characters.";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.Length == 0 || url.Port == 0) return "Is not a URL.";
        if (url.UserInfo.Length > 0) return "Must not contain a user name or password; send them in a header.";
        return !allowPrivateTargets && AddressGuard.WhyRefused(url) is { } reason ? $"Must be a public address, and its host is {reason}." : null;
    }

    /// <summary>The fragment, which no server ever sees, taken off.</summary>
    public static string WithoutFragment(string url) => url.IndexOf('#', StringComparison.Ordinal) is var at and >= 0 ? url[..at] : url;
}
