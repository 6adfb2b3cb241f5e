using System.Security.Cryptography;
using System.Text;

namespace StatusHawk.Core.Monitors;

/// <summary>When a job is expected to call. The monitor is down when no call came for period and grace together.</summary>
public sealed record HeartbeatTarget
{
    /// <summary>The pseudo-region that calls are recorded under.</summary>
    public const string Region = "inbound";

    /// <summary>Characters of a token, 5 bits each.</summary>
    public const int TokenLength = 26;

    /// <summary>Seconds between two calls, 30 to 518,400 (6 days).</summary>
    public required int PeriodSeconds { get; init; }

    /// <summary>Seconds that a call may be late, and that a job may run after it said that it starts; 10 to 86,400. Default 300.</summary>
    public int GraceSeconds { get; init; } = 300;

    /// <summary>What the address to call ends with beside the ids: 130 random bits. Whoever has it can say that the job ran, and nothing else.</summary>
    public required string Token { get; init; }

    public TimeSpan Period => TimeSpan.FromSeconds(PeriodSeconds);
    public TimeSpan Grace => TimeSpan.FromSeconds(GraceSeconds);

    public static string NewToken() => Ids.Random(TokenLength);

    /// <summary>Compares in a time that tells nothing.</summary>
    public bool IsToken(string token) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Token), Encoding.UTF8.GetBytes(token));
}
