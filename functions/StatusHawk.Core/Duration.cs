namespace StatusHawk.Core;

/// <summary>How long something took, for people.</summary>
public static class Duration
{
    /// <summary>The two largest units that matter: <c>45 s</c>, <c>12 min</c>, <c>3 h 5 min</c>, <c>2 d 4 h</c>.</summary>
    public static string Words(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 1 } => "less than a second",
        { TotalMinutes: < 2 } => $"{(int)duration.TotalSeconds} s",
        { TotalHours: < 1 } => $"{(int)duration.TotalMinutes} min",
        { TotalDays: < 1 } => duration.Minutes == 0 ? $"{duration.Hours} h" : $"{duration.Hours} h {duration.Minutes} min",
        _ => duration.Hours == 0 ? $"{duration.Days} d" : $"{duration.Days} d {duration.Hours} h",
    };
}
