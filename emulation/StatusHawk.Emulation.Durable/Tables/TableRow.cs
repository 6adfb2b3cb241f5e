using System.Globalization;

namespace StatusHawk.Emulation.Durable.Tables;

/// <summary>A row, all of whose properties are text. Long text is split over several properties.</summary>
internal sealed class TableRow(string partition, string key)
{
    /// <summary>What one property holds, in characters.</summary>
    private const int PropertyLength = 32_000;

    public string Partition => partition;

    public string Key => key;

    /// <summary>The version of the row, when it was read.</summary>
    public string ETag { get; init; } = "";

    public Dictionary<string, string> Properties { get; } = [];

    /// <summary>What the row takes of a transaction, in characters, about.</summary>
    public int Size => 500 + Properties.Sum(p => p.Key.Length + p.Value.Length + 10);

    public string? this[string name]
    {
        get => Properties.GetValueOrDefault(name);
        set => Properties[name] = value ?? "";
    }

    public int Int(string name) => this[name] is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;

    public void SetInt(string name, int value) => this[name] = value.ToString(CultureInfo.InvariantCulture);

    public DateTime? Time(string name) => this[name] is { Length: > 0 } text
        ? DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)
        : null;

    public void SetTime(string name, DateTime? value) => this[name] = value?.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Text of any length; null when there is none.</summary>
    public string? Text(string name)
    {
        var parts = Int(name + "Parts");
        return parts == 0 ? null : string.Concat(Enumerable.Range(0, parts).Select(part => this[Part(name, part)]));
    }

    public void SetText(string name, string? value)
    {
        // Written with none, the number makes what a merge leaves behind unreadable.
        var parts = value is null ? 0 : Math.Max(1, (value.Length + PropertyLength - 1) / PropertyLength);
        SetInt(name + "Parts", parts);
        for (var part = 0; part < parts; part++)
        {
            var rest = value.AsSpan(part * PropertyLength);
            this[Part(name, part)] = rest[..Math.Min(PropertyLength, rest.Length)].ToString();
        }
    }

    private static string Part(string name, int part) => name + part.ToString("D2", CultureInfo.InvariantCulture);
}
