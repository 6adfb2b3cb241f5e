namespace StatusHawk.Core.Monitors;

/// <summary>Reads whom a ping monitor asks.</summary>
internal static class PingForm
{
    public static PingTarget? Read(FieldReader monitor, MonitorRules rules, FieldErrors errors)
    {
        if (monitor.Object("ping") is not { } fields) return null;
        var target = new PingTarget { Host = fields.Host("host", rules) ?? "", IpVersion = fields.IpVersion() };
        fields.Close();
        return errors.Any ? null : target;
    }
}
