using Microsoft.AspNetCore.Identity;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Hashes and checks passwords. Checking takes as long for somebody who does not exist.</summary>
public sealed class Passwords(IPasswordHasher<User> hasher)
{
    private static readonly User Nobody = new() { Id = "", Email = "", Name = "", PasswordHash = "", CreatedAt = DateTimeOffset.UnixEpoch };

    // Made before the first request, which does not pay for it.
    private readonly string _nobodys = hasher.HashPassword(Nobody, Ids.Random(32));

    public string Hash(string password) => hasher.HashPassword(Nobody, password);

    /// <summary>Whether it is the person's.</summary>
    /// <param name="user">Null: there is nobody, and it is not.</param>
    /// <param name="password">What was sent.</param>
    public PasswordCheck Check(User? user, string password)
    {
        var result = hasher.VerifyHashedPassword(Nobody, user?.PasswordHash ?? _nobodys, password);
        return user is null || result == PasswordVerificationResult.Failed
            ? PasswordCheck.Wrong
            : result == PasswordVerificationResult.SuccessRehashNeeded ? PasswordCheck.RightButOld : PasswordCheck.Right;
    }
}

/// <summary>What came of checking a password.</summary>
public enum PasswordCheck
{
    Wrong,
    Right,

    /// <summary>Right, and hashed with fewer rounds than the settings say now.</summary>
    RightButOld,
}
