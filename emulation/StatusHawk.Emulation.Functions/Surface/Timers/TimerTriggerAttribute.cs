using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function on a schedule.</summary>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    /// <summary>Six fields of NCRONTAB, a <see cref="TimeSpan"/>, or <c>%Name%</c> of a setting that holds one of them. UTC.</summary>
    public string Schedule { get; private set; } = schedule;

    /// <summary>Whether occurrences are recorded, so that a missed one runs at the next start. Never for those under a minute.</summary>
    /// <value>The default value is true.</value>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Whether the function also runs when the host starts.</summary>
    public bool RunOnStartup { get; set; }
}
