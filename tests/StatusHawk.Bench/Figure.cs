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
public sealed record Figure(string Bench, string Metric, double Value, string Unit, double? Budget = null, bool AtLeast = false)
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
            Figure = Math.Round(Value, 3),
            Unit,
            Budget,
            Baseline = (double?)null,
            Ratio = Budget is { } budget && budget != 0 ? Math.Round(Value / budget, 3) : (double?)null,
            Pass,
        },
        Json);
}
