using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Checks.Probing;

/// <summary>Runs checks of one kind.</summary>
public interface IProbe
{
    MonitorKind Kind { get; }

    /// <summary>The host whose concurrency the check counts against.</summary>
    string Host(CheckSpec check);

    /// <summary>One try. A failure of the target is a result; it throws only when cancelled, which is how the caller ends it at its time limit.</summary>
    Task<CheckResult> TryAsync(CheckSpec check, CancellationToken cancellationToken);
}
