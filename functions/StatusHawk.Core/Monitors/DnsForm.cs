using System.Net;
using StatusHawk.Core.Checks.Probing;
using StatusHawk.Core.Checks.Probing.Dns;

namespace StatusHawk.Core.Monitors;

/// <summary>Reads what a DNS monitor asks.</summary>
internal static class DnsForm
{
    private static readonly string[] Types = ["A", "AAAA", "CAA", "CNAME", "MX", "NS", "SOA", "TXT"];

    public static DnsTarget? Read(FieldReader monitor, MonitorRules rules, FieldErrors errors)
    {
        if (monitor.Object("dns") is not { } fields) return null;
        var name = fields.Text("name");
        if (!fields.Has("name")) fields.Refuse("name", "Is required.");
        else if (name is not null && (!DnsName.TryNormalize(name, out _) || IPAddress.TryParse(name, out _))) fields.Refuse("name", "Is no name that can be asked for.");

        var type = fields.Text("recordType")?.ToUpperInvariant() ?? "A";
        if (!Types.Contains(type)) fields.Refuse("recordType", $"Must be one of {string.Join(", ", Types)}.");

        var expect = fields.Texts("expect");
        if (expect is { Count: 0 or > MonitorLimits.MaxExpectedRecords }) fields.Refuse("expect", $"Must be 1 to {MonitorLimits.MaxExpectedRecords} records.");
        var rcode = fields.Text("expectRcode");
        if (rcode is not null && !DnsRcode.TryParse(rcode, out _)) fields.Refuse("expectRcode", "Must be NOERROR, NXDOMAIN, SERVFAIL, REFUSED, FORMERR, NOTIMP or a number.");
        else if (rcode is not null && expect is not null && DnsRcode.TryParse(rcode, out var code) && code != DnsRcode.NoError) fields.Refuse("expect", "Does not go with an expected response code other than NOERROR.");
        var target = new DnsTarget
        {
            Name = name ?? "",
            RecordType = type,
            Resolver = ReadResolver(fields, rules),
            Expect = expect,
            ExpectRcode = DnsRcode.TryParse(rcode, out var expected) ? expected.ToString() : null,
        };
        fields.Close();
        return errors.Any ? null : target;
    }

    private static string? ReadResolver(FieldReader fields, MonitorRules rules)
    {
        if (fields.Text("resolver") is not { } text) return null;
        if (!NameServers.TryParse(text, out var server)) fields.Refuse("resolver", "Must be the address of a name server, such as 1.1.1.1, 1.1.1.1:5353 or [2606:4700:4700::1111]:53.");
        else if (!rules.AllowPrivateTargets && AddressGuard.WhyRefused(server.Address) is { } reason) fields.Refuse("resolver", $"Must be a public address, and it is {reason}.");
        return text;
    }
}
