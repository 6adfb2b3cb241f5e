using System.Net;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Core.Checks.Probing.Dns;

namespace StatusHawk.Core.Monitors;

/// <summary>Reads what the targets of several kinds have in common.</summary>
internal static class TargetFields
{
    /// <summary>A host name or an address. Null when absent, or wrong and reported.</summary>
    public static string? Host(this FieldReader fields, string name, MonitorRules rules, bool required = true)
    {
        if (required && !fields.Has(name)) fields.Refuse(name, "Is required.");
        if (fields.Text(name) is not { } text) return null;
        if (WhatIsWrong(text, rules) is not { } wrong) return Normal(text);
        fields.Refuse(name, wrong);
        return null;
    }

    /// <summary>Null when absent, or wrong and reported.</summary>
    public static int? Port(this FieldReader fields, bool required)
    {
        if (required && !fields.Has("port")) fields.Refuse("port", "Is required.");
        return fields.Integer("port", IPEndPoint.MinPort + 1, IPEndPoint.MaxPort);
    }

    public static IpVersion IpVersion(this FieldReader fields) => fields.OneOf("ipVersion", "any", "ipv4", "ipv6") switch
    {
        "ipv4" => Monitors.IpVersion.Ipv4,
        "ipv6" => Monitors.IpVersion.Ipv6,
        _ => Monitors.IpVersion.Any,
    };

    private static string? WhatIsWrong(string text, MonitorRules rules)
    {
        var host = Normal(text);
        if (!IPAddress.TryParse(host, out _) && !DnsName.TryNormalize(host, out _)) return "Is no host name or address.";

        // What Uri takes for an address in another notation must not slip through as a name.
        if (!Uri.TryCreate($"http://{(host.Contains(':') ? $"[{host}]" : host)}/", UriKind.Absolute, out var url)) return "Is no host name or address.";
        return !rules.AllowPrivateTargets && AddressGuard.WhyRefused(url) is { } reason ? $"Must be a public address, and it is {reason}." : null;
    }

    private static string Normal(string host) => host.Trim('[', ']');
}
