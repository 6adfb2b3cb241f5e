using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StatusHawk.Bench;

/// <summary>One measured figure, as a bench prints it.</summary>
/// <param name="Bench">Which bench.</param>
/// <param name="Metric">What.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Budget">The most that it may be (with <paramref name="AtLeast"/>: the least); null: there is none.</param>
/// <param name="AtLeast">Whether more is better.</param>
/// <param name="Baseline">What another program reached in the same run; null: there is none.</param>
public sealed record Figure(string Bench, string Metric, double Value, string Unit, double? Budget = null, bool AtLeast = false, double? Baseline = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Null when there is no budget.</summary>
    public bool? Pass => Budget is { } budget ? AtLeast ? Value >= budget : Value <= budget : null;

    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            Bench,
            Metric,
            Figure = Rounded(Value),
            Unit,
            Budget,
            Baseline = Rounded(Baseline),
            Ratio = (Baseline ?? Budget) is { } other && other != 0 ? Rounded(Value / other) : null,
            Pass,
        },
        Json);

    private static double? Rounded(double? value) => value is { } some ? Math.Round(some, 3) : null;
}
