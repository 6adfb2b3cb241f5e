using System.Globalization;

namespace StatusHawk.Api.Tests.Contract.Fuzz;

/// <summary>What is sent this time, of more than there is time for. The same seed chooses the same, and that of a failure stands in its output.</summary>
internal sealed class Chance(string operation)
{
    private readonly Random _random = new(operation.Aggregate(Seed, (sum, letter) => unchecked((sum * 31) + letter)));

    /// <summary>One's own, to meet others: <c>HAWK_FUZZ_SEED</c>.</summary>
    public static int Seed { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("HAWK_FUZZ_SEED"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var seed) ? seed : 20260301;

    public int Next(int below) => _random.Next(below);

    public T[] Some<T>(IReadOnlyList<T> all, int count)
    {
        T[] mixed = [.. all];
        _random.Shuffle(mixed);
        return mixed[..Math.Min(count, mixed.Length)];
    }
}
