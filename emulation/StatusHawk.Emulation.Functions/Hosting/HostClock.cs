using Microsoft.Extensions.DependencyInjection;

namespace StatusHawk.Emulation.Functions.Hosting;

/// <summary>
/// The app's clock, or the system's. Kept out of the container: the official worker registers no clock, so an app that needs one must.
/// </summary>
internal sealed class HostClock(IServiceProvider services)
{
    public TimeProvider Time { get; } = services.GetService<TimeProvider>() ?? TimeProvider.System;

    public DateTime UtcNow => Time.GetUtcNow().UtcDateTime;
}
