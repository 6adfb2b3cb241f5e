using System.Globalization;
using System.Text;

namespace StatusHawk.Emulation.Durable.Hub;

/// <summary>Keys of rows. They hold only letters, digits and <c>-._~</c>, and sort as what they number.</summary>
internal static class Keys
{
    public const string Status = "status";
    public const string History = "h.";
    public const string Inbox = "m.";
    public const string Activity = "a.";
    public const string Outbox = "o.";

    /// <summary>The partition of the hub itself, which is no instance's.</summary>
    public const string Hub = "~hub";

    /// <summary>The partition of an instance. Reversible; what an id begins with, its partition begins with.</summary>
    public static string Partition(string instanceId)
    {
        var text = new StringBuilder(instanceId.Length);
        foreach (var c in instanceId)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
                text.Append(c);
            else
                text.Append(CultureInfo.InvariantCulture, $"~{(int)c:X4}");
        }

        return text.ToString();
    }

    public static string InstanceId(string partition)
    {
        var text = new StringBuilder(partition.Length);
        for (var i = 0; i < partition.Length; i++)
        {
            if (partition[i] != '~')
            {
                text.Append(partition[i]);
                continue;
            }

            text.Append((char)int.Parse(partition.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            i += 4;
        }

        return text.ToString();
    }

    // These two sort after the status, all others before it.
    public static string Input(int generation) => Format($"x.{generation:D10}");

    public static string Output(int generation) => Format($"y.{generation:D10}");

    public static string HistoryPart(int generation, int turn, int part) => Format($"{History}{generation:D10}.{turn:D8}.{part:D4}");

    public static string ActivityStep(int generation, int step) => Format($"{Activity}{generation:D10}.{step:D8}");

    public static string OutboxStep(int generation, int turn, int index) => Format($"{Outbox}{generation:D10}.{turn:D8}.{index:D6}");

    public static string Message(DateTime at, string unique) => Format($"{Inbox}{at.Ticks:D19}.{unique}");

    /// <summary>The generation in a key of history, activity or outbox.</summary>
    public static int GenerationOf(string key) => int.Parse(key.AsSpan(2, 10), CultureInfo.InvariantCulture);

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
