namespace StatusHawk.Azure.Uptime;

/// <summary>
/// Says in the workspace's own partition of <c>history</c> that a monitor has a history. Nothing else remembers a monitor that was deleted long ago, and a
/// workspace that is removed must find what such a one has left. A document of its own for each monitor, without an end.
/// </summary>
internal static class HistoryMember
{
    public const string Span = "member";
    private const int Forever = -1;

    public static string IdOf(string monitorId) => $"{Span}|{monitorId}";

    public static HistoryDocument<string> Of(string workspaceId, string monitorId) =>
        new() { Id = IdOf(monitorId), MonitorId = workspaceId, Span = Span, Ttl = Forever, Body = monitorId };
}
