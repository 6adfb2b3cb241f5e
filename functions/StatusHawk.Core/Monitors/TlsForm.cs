namespace StatusHawk.Core.Monitors;

/// <summary>Reads whose certificate a TLS monitor examines.</summary>
internal static class TlsForm
{
    public static TlsTarget? Read(FieldReader monitor, MonitorRules rules, FieldErrors errors)
    {
        if (monitor.Object("tls") is not { } fields) return null;
        var target = new TlsTarget
        {
            Host = fields.Host("host", rules) ?? "",
            Port = fields.Port(required: false) ?? TlsTarget.DefaultPort,
            ServerName = fields.Host("serverName", rules with { AllowPrivateTargets = true }, required: false),
            MinDaysLeft = fields.Integer("minDaysLeft", 0, MonitorLimits.MaxMinDaysLeft) ?? TlsTarget.DefaultMinDaysLeft,
            MinVersion = fields.OneOf("minVersion", "1.2", "1.3"),
            IpVersion = fields.IpVersion(),
        };
        fields.Close();
        return errors.Any ? null : target;
    }
}
