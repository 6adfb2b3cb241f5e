namespace StatusHawk.Core.Monitors;

/// <summary>Reads what a TCP monitor connects to.</summary>
internal static class TcpForm
{
    public static TcpInput? Read(FieldReader monitor, TcpTarget? stored, MonitorRules rules, FieldErrors errors)
    {
        if (monitor.Object("tcp") is not { } fields) return null;
        var (host, port) = (fields.Host("host", rules), fields.Port(required: true));
        var expect = fields.Text("expect");
        if (expect is not null && expect.Length is 0 or > MonitorLimits.MaxExpectLength) fields.Refuse("expect", $"Must be 1 to {MonitorLimits.MaxExpectLength} characters.");
        var tls = fields.Boolean("tls") ?? false;
        var moved = stored is not null && (stored.Host != host || stored.Port != port || (stored.Tls && !tls));
        var send = fields.Secret("send", stored?.SealedSend, moved, MonitorLimits.MaxRequestBodyLength);
        var target = new TcpTarget
        {
            Host = host ?? "",
            Port = port ?? 0,
            Expect = expect,
            Tls = tls,
            IpVersion = fields.IpVersion(),
            IgnoreCertificateErrors = fields.Boolean("ignoreCertificateErrors") ?? false,
        };
        if (target is { IgnoreCertificateErrors: true, Tls: false }) fields.Refuse("ignoreCertificateErrors", "Goes with tls only.");
        fields.Close();
        return errors.Any ? null : new TcpInput(target, send);
    }
}
