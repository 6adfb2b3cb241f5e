using StatusHawk.Core.Checks;

namespace StatusHawk.Api.Monitors;

/// <summary>What one check found.</summary>
public sealed record CheckView(Outcome Outcome, TimingsView Timings)
{
    /// <summary>Null when it was up.</summary>
    public ErrorView? Error { get; init; }
    public Facts? Facts { get; init; }

    public static CheckView Of(CheckResult result) => new(result.Outcome, TimingsView.Of(result.Timings))
    {
        Error = result.Evidence is { } evidence ? ErrorView.Of(evidence) : null,
        Facts = result.Facts,
    };
}

/// <summary>Milliseconds of each phase, summed over redirects.</summary>
public sealed record TimingsView(int Resolve, int Connect, int Tls, int FirstByte, int Transfer, int Total)
{
    public static TimingsView Of(Timings timings) => new(timings.Resolve, timings.Connect, timings.Tls, timings.FirstByte, timings.Transfer, timings.Total);
}
