using StatusHawk.Emulation.Functions.Configuration;

namespace StatusHawk.Emulation.Functions.Singletons;

/// <summary>The <c>singleton</c> settings of <c>host.json</c> that listeners use, with the platform's defaults and bounds.</summary>
/// <param name="ListenerLockPeriod">How long a lock outlives its holder: 15 s to 60 s, by default 60 s.</param>
/// <param name="ListenerLockRecoveryPollingInterval">How often another process asks for it: 15 s at least, by default 60 s.</param>
internal sealed record SingletonOptions(TimeSpan ListenerLockPeriod, TimeSpan ListenerLockRecoveryPollingInterval)
{
    public static SingletonOptions Read(HostJson hostJson)
    {
        var (quarter, minute) = (TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1));
        return new(
            hostJson.Read("singleton:listenerLockPeriod", minute, quarter, minute),
            hostJson.Read("singleton:listenerLockRecoveryPollingInterval", minute, quarter, TimeSpan.FromDays(1)));
    }
}
