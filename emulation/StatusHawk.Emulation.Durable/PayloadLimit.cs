using System.Text;

namespace StatusHawk.Emulation.Durable;

/// <summary>A value is kept within one row. The platform has no such bound: it puts large ones into blobs.</summary>
internal static class PayloadLimit
{
    public const int Bytes = 900_000;

    /// <exception cref="NotSupportedException">The value is too large.</exception>
    public static string? Check(string? json, string what)
    {
        // Quotes and the like take two bytes when stored.
        if (json is null || json.Length < 200_000)
            return json;
        var size = Math.Max(2 * json.Length, Encoding.UTF8.GetByteCount(json) + json.Count(c => c is '"' or '\\'));
        return size <= Bytes
            ? json
            : throw new NotSupportedException($"{what} of {size} bytes: emulation keeps at most {Bytes} bytes in one value");
    }
}
