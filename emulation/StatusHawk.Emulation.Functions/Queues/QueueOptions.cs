using System.Globalization;
using StatusHawk.Emulation.Functions.Configuration;

namespace StatusHawk.Emulation.Functions.Queues;

/// <summary>The queue settings of <c>host.json</c>, with the platform's defaults and bounds.</summary>
internal sealed record QueueOptions
{
    /// <summary>How long a message taken is invisible to others. A constant of the platform; only emulation has a setting.</summary>
    public required TimeSpan Hold { get; init; }

    /// <summary>How long a message stays invisible after its function failed.</summary>
    public required TimeSpan VisibilityTimeout { get; init; }

    public required TimeSpan MaxPollingInterval { get; init; }

    public required bool Base64 { get; init; }

    public required int BatchSize { get; init; }

    public required int NewBatchThreshold { get; init; }

    public required int MaxDequeueCount { get; init; }

    /// <exception cref="InvalidOperationException">A setting is out of range.</exception>
    public static QueueOptions Read(HostJson hostJson, HostSettings settings)
    {
        var day = TimeSpan.FromDays(1);
        var batchSize = hostJson.Read("extensions:queues:batchSize", 16, 1, 32);
        return new()
        {
            Hold = settings["Emulation:QueueVisibilityTimeout"] is { } hold
                ? TimeSpan.Parse(hold, CultureInfo.InvariantCulture)
                : TimeSpan.FromMinutes(10),
            VisibilityTimeout = hostJson.Read("extensions:queues:visibilityTimeout", TimeSpan.Zero, TimeSpan.Zero, 7 * day),
            MaxPollingInterval = hostJson.Read("extensions:queues:maxPollingInterval", TimeSpan.FromMinutes(1), QueueBackoff.Minimum, day),
            Base64 = hostJson.Read("extensions:queues:messageEncoding", "base64").ToLowerInvariant() switch
            {
                "base64" => true,
                "none" => false,
                var other => throw new InvalidOperationException(
                    $"messageEncoding in host.json is \"{other}\"; it must be none or base64."),
            },
            BatchSize = batchSize,
            NewBatchThreshold = hostJson.Read("extensions:queues:newBatchThreshold", batchSize / 2, 0, int.MaxValue),
            MaxDequeueCount = hostJson.Read("extensions:queues:maxDequeueCount", 5, 1, int.MaxValue),
        };
    }
}
