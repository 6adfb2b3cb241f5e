using StatusHawk.Core.Incidents;

namespace StatusHawk.Core.Alerting;

/// <summary>Which transitions are told. Every workspace has this one: down and recovered, and what stands for either, to all channels.</summary>
public static class AlertPolicy
{
    public static bool Tells(TransitionKind kind) => Begins(kind) || Ends(kind);

    /// <summary>Whether it begins trouble.</summary>
    public static bool Begins(TransitionKind kind) => kind is TransitionKind.Down or TransitionKind.Flapping or TransitionKind.Reopened;

    /// <summary>Whether it ends trouble.</summary>
    public static bool Ends(TransitionKind kind) => kind is TransitionKind.Recovered or TransitionKind.Resolved or TransitionKind.Ended;
}
