using System.Diagnostics;

namespace StatusHawk.Core.Watching;

/// <summary>
/// Begins the parts of a trace. They are there without an exporter too, so that what several apps log of one tick can be found by one trace id.
/// </summary>
public static class Spans
{
    private static readonly ActivitySource Source = new(Instruments.Name);

    /// <param name="name">What is done; a function's name, or a verb.</param>
    /// <param name="parent">The span that it belongs to; default: the one that is under way here.</param>
    public static Activity Start(string name, ActivityKind kind = ActivityKind.Internal, ActivityContext parent = default) =>
        Source.StartActivity(name, kind, parent) ?? Unrecorded(name, parent);

    private static Activity Unrecorded(string name, ActivityContext parent)
    {
        var activity = new Activity(name);
        if (parent != default) activity.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags);
        return activity.Start();
    }
}
