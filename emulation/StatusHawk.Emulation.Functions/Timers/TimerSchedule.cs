using System.Globalization;
using NCrontab;

namespace StatusHawk.Emulation.Functions.Timers;

/// <summary>When a timer is due: by NCRONTAB (six fields, or five without seconds) or after a fixed time. UTC.</summary>
internal sealed class TimerSchedule
{
    private readonly Func<DateTime, DateTime> _next;

    private TimerSchedule(string expression, Func<DateTime, DateTime> next) => (Expression, _next) = (expression, next);

    public string Expression { get; }

    /// <exception cref="InvalidOperationException">It is neither.</exception>
    public static TimerSchedule Parse(string expression, string function)
    {
        var fields = expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        var cron = CrontabSchedule.TryParse(expression, new CrontabSchedule.ParseOptions { IncludingSeconds = fields != 5 });
        if (cron is not null)
            return new(expression, now => DateTime.SpecifyKind(cron.GetNextOccurrence(now), DateTimeKind.Utc));
        if (TimeSpan.TryParse(expression, CultureInfo.InvariantCulture, out var period) && period > TimeSpan.Zero)
            return new(expression, now => now + period);
        throw new InvalidOperationException($"Function '{function}': the schedule '{expression}' is neither NCRONTAB nor a time span.");
    }

    public DateTime Next(DateTime after) => _next(after);

    /// <summary>Whether it is due more than once within the next minute: then nothing of it is recorded.</summary>
    public bool IsFrequent(DateTime now) => Next(Next(now)) < now + TimeSpan.FromMinutes(1);
}
