namespace StatusHawk.Core.Monitors;

/// <summary>The bounds of a monitor's fields. They are part of the API's contract.</summary>
public static class MonitorLimits
{
    public const int MinIntervalSeconds = 10;
    public const int MaxIntervalSeconds = 86_400;
    public const int DefaultIntervalSeconds = 60;
    public const int MinTimeoutSeconds = 1;
    public const int MaxTimeoutSeconds = 60;
    public const int DefaultTimeoutSeconds = 10;
    public const int MaxConfirmAfter = 10;
    public const int DefaultConfirmAfter = 1;
    public const int MaxNameLength = 100;
    public const int MaxTags = 20;
    public const int MaxTagLength = 50;
    public const int MaxUrlLength = 2_048;
    public const int MaxHeaders = 20;
    public const int MaxHeaderNameLength = 100;
    public const int MaxHeaderValueLength = 2_000;

    public const int MaxRequestBodyLength = 4_000;
    public const int MaxUserLength = 200;
    public const int MaxHostLength = 259;
    public const int MaxRedirects = 10;
    public const int MaxExpectLength = 1_000;
    public const int MaxExpectedRecords = 50;
    public const int MaxMinDaysLeft = 365;
    public const int MinPeriodSeconds = 30;

    /// <summary>With the longest grace it must lie within the days of log that can be relied on.</summary>
    public const int MaxPeriodSeconds = 6 * 86_400;
    public const int MinGraceSeconds = 10;
    public const int MaxGraceSeconds = 86_400;
    public const int MaxAssertions = 20;
    public const int MaxDegradedAfterMilliseconds = 60_000;

    /// <summary>A monitor's serialised size, in bytes of UTF-8. It keeps any check small enough for a queue message.</summary>
    public const int MaxBytes = 16 * 1024;

    /// <summary>
    /// How many failures in a row may be asked for: with the three intervals for which a vote is fresh and one for the phase, they must lie within the 7 days
    /// of log that can be relied on.
    /// </summary>
    public static int MaxConfirmAfterFor(int intervalSeconds) => Math.Min(MaxConfirmAfter, (7 * 86_400 / intervalSeconds) - 4);
}
