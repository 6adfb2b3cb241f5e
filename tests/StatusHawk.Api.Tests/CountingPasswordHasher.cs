using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests;

/// <summary>The real hasher with few rounds: tests of hundreds of sign-ins take no minutes. Counts what costs.</summary>
internal sealed class CountingPasswordHasher : IPasswordHasher<User>
{
    private int _work;

    /// <summary>Hashes and checks since the app's start.</summary>
    public int Work => _work;

    /// <summary>What is hashed from now on.</summary>
    public int Rounds { get; set; } = 2;

    public string HashPassword(User user, string password)
    {
        Interlocked.Increment(ref _work);
        return Hasher().HashPassword(user, password);
    }

    public PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
    {
        Interlocked.Increment(ref _work);
        return Hasher().VerifyHashedPassword(user, hashedPassword, providedPassword);
    }

    private PasswordHasher<User> Hasher() => new(Options.Create(new PasswordHasherOptions { IterationCount = Rounds }));
}
