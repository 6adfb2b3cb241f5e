using System.Diagnostics.Metrics;

namespace StatusHawk.Core.Watching;

/// <summary>What is not counted as it happens but looked up whenever somebody asks.</summary>
public interface IObserved
{
    /// <summary>Makes its instruments, on a meter of <see cref="MetricsCollector.CreateMeter"/>; once, at the app's start.</summary>
    Meter Observe(MetricsCollector collector);
}
