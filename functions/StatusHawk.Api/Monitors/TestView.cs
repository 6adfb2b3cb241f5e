using StatusHawk.Core.Checks;

namespace StatusHawk.Api.Monitors;

/// <summary>What a test found.</summary>
/// <param name="Results">One of each place that answered.</param>
/// <param name="Pending">Regions that did not answer in time.</param>
public sealed record TestView(IReadOnlyList<PlaceView> Results, IReadOnlyList<string> Pending);

/// <summary>What one check found in one place.</summary>
/// <param name="Region">The region; <c>api</c>: where this app runs.</param>
public sealed record PlaceView(string Region, Outcome Outcome, TimingsView Timings)
{
    /// <summary>Null when it was up.</summary>
    public ErrorView? Error { get; init; }
    public Facts? Facts { get; init; }
    public required IReadOnlyList<ConditionReport> Assertions { get; init; }

    public static PlaceView Of(string region, TestReport report) => new(region, report.Outcome, TimingsView.Of(report.Timings))
    {
        Error = report.Evidence is { } evidence ? ErrorView.Of(evidence) : null,
        Facts = report.Facts,
        Assertions = report.Assertions,
    };
}

/// <summary>Milliseconds of each phase, summed over redirects.</summary>
public sealed record TimingsView(int Resolve, int Connect, int Tls, int FirstByte, int Transfer, int Total)
{
    public static TimingsView Of(Timings timings) => new(timings.Resolve, timings.Connect, timings.Tls, timings.FirstByte, timings.Transfer, timings.Total);
}
