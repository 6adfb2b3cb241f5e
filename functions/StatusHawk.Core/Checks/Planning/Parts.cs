using System.Text.Json;

namespace StatusHawk.Core.Checks.Planning;

/// <summary>Splits a shard's checks into parts that fit a message, both on the way out and, with evidence in each result, on the way back.</summary>
public static class Parts
{
    private const int BytesOfEnvelope = 512;

    /// <summary>The same monitors give the same parts, in whatever order they come.</summary>
    public static IReadOnlyList<CheckList> Of(IEnumerable<CheckSpec> checks) =>
    [
        .. from part in Packing.Pack(checks.OrderBy(check => check.MonitorId, StringComparer.Ordinal), Bytes, Queues.MaxMessageBytes - BytesOfEnvelope)
           select CheckList.Of([.. part]),
    ];

    private static int Bytes(CheckSpec check) => JsonSerializer.SerializeToUtf8Bytes(check, StatusHawkJson.Options).Length + 1;
}
