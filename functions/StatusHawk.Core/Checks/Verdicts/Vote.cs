namespace StatusHawk.Core.Checks.Verdicts;

/// <summary>A region's vote, computed from its recent observations.</summary>
/// <param name="Value">What it says.</param>
/// <param name="Since">The first slot of the unbroken run that says so, as far back as the log was read; null for <see cref="VoteValue.None"/>.</param>
/// <param name="Evidence">Of the newest failed check behind a <see cref="VoteValue.Down"/> or <see cref="VoteValue.Degraded"/>.</param>
/// <param name="SuspectSince">
/// The first slot of failures that have not lasted long enough to be believed; null when there are none. A second look decides.
/// </param>
public sealed record Vote(VoteValue Value, Slot? Since = null, Evidence? Evidence = null, Slot? SuspectSince = null)
{
    public static Vote None { get; } = new(VoteValue.None);
}
