using System.Globalization;

namespace StatusHawk.Core.Checks.Probing.Dns;

/// <summary>How a name server answered (RFC 1035 §4.1.1; with EDNS 12 bits wide, RFC 6891 §6.1.3).</summary>
/// <param name="Value">The number on the wire, 0 to 4,095.</param>
public readonly record struct DnsRcode(ushort Value)
{
    /// <summary>The largest number that the wire holds.</summary>
    public const ushort MaxValue = 4095;

    private static readonly string[] Names = ["NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED"];

    /// <summary>Answered, though perhaps without records of the asked type.</summary>
    public static DnsRcode NoError => new(0);

    /// <summary>The server did not understand the question.</summary>
    public static DnsRcode FormErr => new(1);

    /// <summary>The server could not find out.</summary>
    public static DnsRcode ServFail => new(2);

    /// <summary>The name does not exist, with any type.</summary>
    public static DnsRcode NxDomain => new(3);

    /// <summary>The server does not do this kind of question.</summary>
    public static DnsRcode NotImp => new(4);

    /// <summary>The server does not answer this asker.</summary>
    public static DnsRcode Refused => new(5);

    /// <summary>Reads what <see cref="ToString"/> writes, in any case.</summary>
    public static bool TryParse(string? text, out DnsRcode rcode)
    {
        rcode = default;
        if (text is null) return false;
        var named = Array.FindIndex(Names, name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (named < 0 && (!ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > MaxValue)) return false;
        rcode = new DnsRcode(named >= 0 ? (ushort)named : ushort.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>As users write it: <c>NXDOMAIN</c>; the number of one without a name here.</summary>
    public override string ToString() => Value < Names.Length ? Names[Value] : Value.ToString(CultureInfo.InvariantCulture);
}
