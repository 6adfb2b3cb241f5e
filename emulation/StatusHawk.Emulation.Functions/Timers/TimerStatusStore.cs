using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using StatusHawk.Emulation.Functions.Singletons;

namespace StatusHawk.Emulation.Functions.Timers;

/// <summary>Records the occurrences of a timer in the app's storage, so that one missed while nothing ran is made up for.</summary>
internal sealed class TimerStatusStore(HostBlobs blobs, string path)
{
    public async Task<ScheduleStatus?> ReadAsync(CancellationToken cancellationToken) =>
        await blobs.ReadAsync(path, cancellationToken) is { } json ? JsonSerializer.Deserialize<ScheduleStatus>(json) : null;

    public Task WriteAsync(ScheduleStatus status, CancellationToken cancellationToken) =>
        blobs.WriteAsync(path, JsonSerializer.Serialize(status), cancellationToken);
}
