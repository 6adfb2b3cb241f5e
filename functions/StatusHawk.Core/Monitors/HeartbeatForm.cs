namespace StatusHawk.Core.Monitors;

/// <summary>Reads when a job is expected to call.</summary>
internal static class HeartbeatForm
{
    public static HeartbeatTarget? Read(FieldReader monitor, HeartbeatTarget? stored, FieldErrors errors)
    {
        if (monitor.Object("heartbeat") is not { } fields) return null;
        var period = fields.Integer("periodSeconds", MonitorLimits.MinPeriodSeconds, MonitorLimits.MaxPeriodSeconds);
        if (!fields.Has("periodSeconds")) fields.Refuse("periodSeconds", "Is required.");
        var target = new HeartbeatTarget { PeriodSeconds = period ?? 0, Token = stored?.Token ?? HeartbeatTarget.NewToken() };
        target = target with { GraceSeconds = fields.Integer("graceSeconds", MonitorLimits.MinGraceSeconds, MonitorLimits.MaxGraceSeconds) ?? target.GraceSeconds };

        // An address that leaked is worth nothing after this.
        if (fields.Boolean("newAddress") == true) target = target with { Token = HeartbeatTarget.NewToken() };
        fields.Close("url");
        return errors.Any ? null : target;
    }
}
