namespace StatusHawk.Core.Checks;

/// <summary>On <c>tests</c>: what a test found in one region.</summary>
public sealed record TestAnswer
{
    /// <summary>How long it can be read.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    public int V { get; init; } = 1;
    public required string TestId { get; init; }
    public required string WorkspaceId { get; init; }
    public required string Region { get; init; }
    public required TestReport Report { get; init; }
}

/// <summary>All that one check found.</summary>
/// <param name="Outcome">What an observation would have said.</param>
/// <param name="Timings">Each phase.</param>
/// <param name="Evidence">Why it was not up; null: it was.</param>
/// <param name="Facts">What was learnt beside.</param>
/// <param name="Assertions">Every condition of the monitor, in its order.</param>
public sealed record TestReport(Outcome Outcome, Timings Timings, Evidence? Evidence, Facts? Facts, IReadOnlyList<ConditionReport> Assertions)
{
    private const string NotJudged = "It was not judged: the check failed before.";

    public static TestReport Of(CheckSpec check, CheckResult result) => new(
        result.Outcome, result.Timings, result.Evidence, result.Facts, result.Assertions ?? [.. (check.Assertions ?? []).Select(text => new ConditionReport(text, false, NotJudged))]);
}
