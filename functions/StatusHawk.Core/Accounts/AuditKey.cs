using System.Globalization;

namespace StatusHawk.Core.Accounts;

/// <summary>Under which key a row of the audit log is kept: the later, the smaller, since tables are read from their small keys on.</summary>
public static class AuditKey
{
    private const int Digits = 19;

    public static string Of(AuditEntry entry) => Of(entry.Place);

    public static string Of(ListPlace place) => $"{First(place.At)}|{place.Id}";

    /// <summary>Smaller than each key of that time, and larger than each of a later one.</summary>
    public static string First(DateTimeOffset at) => (DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks).ToString($"D{Digits}", CultureInfo.InvariantCulture);
}
