using System.Net;

namespace StatusHawk.Emulation.Durable.Tables;

/// <summary>The table service refused, or was not there (status 0).</summary>
internal sealed class TableException(int status, string reason, Exception? inner = null)
    : Exception($"Tables: {(status == 0 ? "not reached" : status)}: {reason}", inner)
{
    /// <summary>Whether a row is not as the caller believed.</summary>
    public bool IsConflict => (HttpStatusCode)status
        is HttpStatusCode.NotFound
        or HttpStatusCode.Conflict
        or HttpStatusCode.PreconditionFailed;

    /// <summary>Whether trying again would be refused again.</summary>
    public bool IsRefused => !IsConflict && status is >= 400 and < 500;

    public bool IsMissingTable => reason.Contains("TableNotFound", StringComparison.Ordinal);
}
