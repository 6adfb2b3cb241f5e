using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>
/// Lets a signed-in person do what a token alone must not: with the password, and with a code where one is needed. Whoever has stolen a token may guess as often as at
/// signing in, and locks nobody out of that.
/// </summary>
public sealed class Proving(IUserStore users, Passwords passwords, Limiting limiting, Sealer sealer, TimeProvider clock)
{
    private const int Tries = 20;
    private static readonly AttemptLimit Limit = new(10, TimeSpan.FromMinutes(15));

    /// <summary>Does it to the account, as it is after the code was used.</summary>
    /// <param name="userId">Who.</param>
    /// <param name="proof">What the person sent.</param>
    /// <param name="work">Writes with the ETag; null: somebody else had written meanwhile, and it is tried again.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Result<T>> RunAsync<T>(string userId, Proof proof, Func<Stored<User>, Task<Result<T>?>> work, CancellationToken cancellationToken)
    {
        if (await limiting.ReserveAsync($"proofs of {userId}", Limit, cancellationToken) is { } wait) return new Result<T>.Denied(new Denial.TooMany(wait));

        string? stamp = null;
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await users.ReadAsync(userId, cancellationToken) is not { } stored) return new Result<T>.Missing();
            var user = stored.Value;
            if (stamp != user.Stamp && proof.Password is { } password && passwords.Check(user, password) == PasswordCheck.Wrong)
                return new Result<T>.Invalid([new($"#/{proof.PasswordField}", "Is not your password.")]);
            stamp = user.Stamp;
            if (proof.NeedsCode && user.SecondFactor is { } factor)
            {
                if (proof.Code is not { } code) return new Result<T>.Invalid([new("#/code", "Is required: a code of your app, or a recovery code.")]);
                if (factor.Use(code, sealer.Open(factor.SealedSecret, userId), clock.GetUtcNow()) is not { } used)
                    return new Result<T>.Invalid([new("#/code", "Is not valid, or was used already.")]);
                user = user with { SecondFactor = used };
            }

            if (await work(new(user, stored.ETag)) is not { } result) continue;
            if (result is Result<T>.Done) await limiting.ForgetAsync($"proofs of {userId}", CancellationToken.None);
            return result;
        }

        throw new StoreContendedException("Others keep changing this account.");
    }
}

/// <param name="Password">What the person sent; null: it takes none.</param>
/// <param name="Code">A code of the second factor.</param>
/// <param name="NeedsCode">Whether it takes one, of a person who has a second factor.</param>
/// <param name="PasswordField">Where the password stood.</param>
public sealed record Proof(string? Password, string? Code = null, bool NeedsCode = false, string PasswordField = "password")
{
    // Never themselves: a record's own ToString would put them into a log.
    public override string ToString() => "Proof";
}
