using StatusHawk.Core.Checks.Assertions;

namespace StatusHawk.Core.Monitors;

/// <summary>Reads the conditions of a monitor, and which of them go with its kind.</summary>
internal static class AssertionsForm
{
    /// <returns>Their text forms; null when absent, or wrong and reported.</returns>
    public static IReadOnlyList<string>? Read(FieldReader monitor, MonitorKind kind, FieldErrors errors)
    {
        if (monitor.List("assertions") is not { } list) return null;
        if (list.Count > MonitorLimits.MaxAssertions) monitor.Refuse("assertions", $"Must not be more than {MonitorLimits.MaxAssertions}.");
        var texts = new List<string>();
        foreach (var (i, entry) in list.Index())
        {
            if (ConditionForm.Read(entry, $"{monitor.At("assertions")}/{i}", errors) is not { } condition) continue;
            if (!Fits(kind, condition.Subject.Kind)) monitor.Refuse("assertions", i, $"A check of the kind {kind.ToString().ToLowerInvariant()} does not tell {condition.Subject}.");
            texts.Add(condition.ToString());
        }

        return errors.Any ? null : texts;
    }

    private static bool Fits(MonitorKind kind, SubjectKind subject) => kind switch
    {
        MonitorKind.Http => subject < SubjectKind.DnsRcode,
        MonitorKind.Tcp => subject is SubjectKind.ResponseTime or SubjectKind.Ip or SubjectKind.CertificateExpiration,
        MonitorKind.Ping => subject is SubjectKind.ResponseTime or SubjectKind.Ip,
        MonitorKind.Dns => subject is SubjectKind.ResponseTime or >= SubjectKind.DnsRcode,
        MonitorKind.Tls => subject is SubjectKind.ResponseTime or SubjectKind.Ip or SubjectKind.CertificateExpiration,
        _ => false,
    };
}
