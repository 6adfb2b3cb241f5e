using System.ComponentModel.DataAnnotations;

namespace StatusHawk.Api.Accounts;

/// <summary>How many requests a minute one caller may make of one instance of this app.</summary>
public sealed class RateLimitOptions
{
    public const string SectionName = "RateLimits";

    /// <summary>Of one key, or one person, in one workspace.</summary>
    /// <value>The default is 600.</value>
    [Range(1, int.MaxValue)]
    public int PerKeyPerMinute { get; set; } = 600;

    /// <summary>From one address, to what is open to anyone: status pages, heartbeats, the description of the API.</summary>
    /// <value>The default is 600.</value>
    [Range(1, int.MaxValue)]
    public int PerAddressPerMinute { get; set; } = 600;

    /// <summary>From one address: requests with no right to anything, and apart from those the ones that register, sign in or reset a password.</summary>
    /// <value>The default is 60.</value>
    [Range(1, int.MaxValue)]
    public int AttemptsPerAddressPerMinute { get; set; } = 60;
}

/// <summary>How many requests a minute are a caller's.</summary>
public delegate int RequestsPerMinute(Admission admission);
