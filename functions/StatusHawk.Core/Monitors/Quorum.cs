using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StatusHawk.Core.Monitors;

/// <summary>How many of the regions that have a fresh, healthy vote must agree: <c>any</c>, <c>majority</c>, <c>all</c>, or a percentage (<c>67%</c>).</summary>
[JsonConverter(typeof(QuorumConverter))]
public readonly record struct Quorum
{
    private readonly QuorumRule _rule;
    private readonly int _percentage;

    private Quorum(QuorumRule rule, int percentage = 0) => (_rule, _percentage) = (rule, percentage);

    public static Quorum Majority { get; } = new(QuorumRule.Majority);
    public static Quorum Any { get; } = new(QuorumRule.Any);
    public static Quorum All { get; } = new(QuorumRule.All);

    /// <param name="percentage">1 to 100.</param>
    public static Quorum Percentage(int percentage)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(percentage, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percentage, 100);
        return new(QuorumRule.Percentage, percentage);
    }

    /// <summary>
    /// Votes that it takes. Never fewer than two where the monitor has two regions, so that one place's bad minute is no outage; <c>any</c>
    /// alone asks for just that.
    /// </summary>
    /// <param name="fresh">Regions with a fresh, healthy vote.</param>
    /// <param name="regions">Regions of the monitor.</param>
    public int VotesNeeded(int fresh, int regions) => _rule switch
    {
        QuorumRule.Any => 1,
        QuorumRule.Majority => Math.Max((fresh / 2) + 1, Floor(regions)),
        QuorumRule.All => Math.Max(fresh, Floor(regions)),
        _ => Math.Max(((fresh * _percentage) + 99) / 100, Floor(regions)),
    };

    /// <summary>Fresh, healthy votes without which nothing can be said.</summary>
    public int VotesToSpeak(int regions) => _rule == QuorumRule.Any ? 1 : Floor(regions);

    public static bool TryParse(string? text, out Quorum quorum)
    {
        quorum = text switch { "any" => Any, "majority" => Majority, "all" => All, _ => default };
        if (text is "any" or "majority" or "all") return true;
        if (text is null || !text.EndsWith('%')) return false;
        if (!int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var percentage)) return false;
        if (percentage is < 1 or > 100) return false;
        quorum = Percentage(percentage);
        return true;
    }

    public override string ToString() => _rule switch
    {
        QuorumRule.Any => "any",
        QuorumRule.Majority => "majority",
        QuorumRule.All => "all",
        _ => string.Create(CultureInfo.InvariantCulture, $"{_percentage}%"),
    };

    private static int Floor(int regions) => Math.Min(2, Math.Max(1, regions));

    private enum QuorumRule
    {
        Majority,
        Any,
        All,
        Percentage,
    }

    private sealed class QuorumConverter : JsonConverter<Quorum>
    {
        public override Quorum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), out var quorum) ? quorum : throw new JsonException("A quorum is any, majority, all or a percentage.");

        public override void Write(Utf8JsonWriter writer, Quorum value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
