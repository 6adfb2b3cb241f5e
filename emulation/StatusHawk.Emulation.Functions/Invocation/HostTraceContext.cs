using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace StatusHawk.Emulation.Functions.Invocation;

/// <summary>The current trace, the one that a request brought, or a new one.</summary>
internal sealed class HostTraceContext(string traceParent, string traceState) : TraceContext
{
    public override string TraceParent => traceParent;

    public override string TraceState => traceState;

    public static HostTraceContext Current(object triggerValue)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } activity)
            return new(id, activity.TraceStateString ?? "");
        if (triggerValue is HttpContext http && http.Request.Headers.TraceParent.ToString() is { Length: > 0 } parent)
            return new(parent, http.Request.Headers.TraceState.ToString());
        return new($"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00", "");
    }
}
