namespace StatusHawk.Bench.Cost;

/// <summary>The charges that <c>emulation/cosmos/README.md</c> states, for what a run is too short to meet.</summary>
public static class RequestUnits
{
    /// <summary>Creating a document, or deleting it: expiry is a delete.</summary>
    public static double OfCreate(double bytes) => 5 + (0.5 * Kilobytes(bytes));

    public static double OfOverwrite(double bytes) => 2 * OfCreate(bytes);

    /// <summary>A query that examines documents of so many bytes, on one page.</summary>
    public static double OfQuery(double bytes) => 2.5 + (0.1 * Kilobytes(bytes));

    private static double Kilobytes(double bytes) => Math.Max(1, Math.Ceiling(bytes / 1024));
}
