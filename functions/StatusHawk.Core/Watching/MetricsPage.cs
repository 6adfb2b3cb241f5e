using System.Security.Cryptography;
using System.Text;

namespace StatusHawk.Core.Watching;

/// <summary>What <c>/metrics</c> says, and to whom.</summary>
public sealed class MetricsPage(MetricsCollector collector, WatchingOptions options)
{
    private const string Scheme = "Bearer ";

    private bool HasKey => options.MetricsKey.Length > 0;

    /// <summary>Whether nobody needs a key for what is known of the process.</summary>
    public bool IsOpen => !HasKey && options.OpenMetrics;

    /// <summary>The process' metrics, for whoever may read them: without a key where none is needed, with it where one is set, nobody else.</summary>
    /// <param name="authorization">The header's value; null: there is none. One that is wrong is refused also where none is needed.</param>
    /// <param name="accept">The header's value; null: there is none.</param>
    public PlainAnswer Answer(string? authorization, string? accept) =>
        string.IsNullOrEmpty(authorization) ? IsOpen ? Of([], accept, withProcess: true) : Refused()
        : IsKey(authorization) ? Of([], accept, withProcess: true)
        : Refused();

    /// <summary>Whether the header holds the key of <see cref="WatchingOptions.MetricsKey"/>; how long it takes to say so tells nothing of it.</summary>
    public bool IsKey(string authorization) =>
        HasKey && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Hash(authorization[Scheme.Length..].Trim()), Hash(options.MetricsKey));

    /// <param name="families">Of a workspace, say.</param>
    /// <param name="accept">The header's value; null: there is none.</param>
    /// <param name="withProcess">Whether what is known of the process comes first.</param>
    public PlainAnswer Of(IReadOnlyList<MetricFamily> families, string? accept, bool withProcess)
    {
        var format = ExpositionFormats.Wanted(accept);
        return new(200, format.ContentType(), Exposition.Write(withProcess ? [.. collector.Collect(), .. families] : families, format));
    }

    public static PlainAnswer Refused() => new(
        401, "application/problem+json", """{"type":"about:blank","title":"Unauthorized","status":401,"detail":"Send the key of the metrics: 'Authorization: Bearer …'."}""");

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
