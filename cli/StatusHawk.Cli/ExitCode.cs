namespace StatusHawk.Cli;

/// <summary>What a script may rely on. docs/cli.md says what each command means by them.</summary>
public static class ExitCode
{
    /// <summary>It is done, or all is well.</summary>
    public const int Well = 0;

    /// <summary>It was found out, and all is not well: something is down, or there are changes.</summary>
    public const int NotWell = 1;

    /// <summary>It could not be done or found out: wrong usage, a wrong file, no right, a conflict, no network.</summary>
    public const int Failed = 2;
}
