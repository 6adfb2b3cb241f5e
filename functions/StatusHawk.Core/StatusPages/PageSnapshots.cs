namespace StatusHawk.Core.StatusPages;
public static class PageSnapshots
{
    public static PageSnapshot Of(StatusPage page, IReadOnlyList<Monitor> monitors, IReadOnlyList<Checks.Verdicts.LiveState> live, PageSnapshot? before, DateTimeOffset now) => throw new NotSupportedException();
}
