using Microsoft.AspNetCore.Identity;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Contract;

/// <summary>A person with an account, signed in.</summary>
/// <param name="Id">The account's.</param>
/// <param name="SessionId">The session's.</param>
/// <param name="Tokens">What the client has.</param>
internal sealed record ContractPerson(string Id, string SessionId, SessionTokens Tokens)
{
    /// <summary>Everybody's, as in the contract's examples.</summary>
    public const string Password = "correct horse battery";

    public static async Task<ContractPerson> SignedInAsync(ApiHost api, string name, params string[] workspaces)
    {
        var (now, id) = (api.Clock.GetUtcNow(), Ids.New(Ids.User));
        var (session, tokens) = Session.Begin(id, name, new("203.0.113.7", "Tests"), now);
        var user = new User
        {
            Id = id,
            Email = $"{name.ToLowerInvariant()}@example.com",
            Name = name,
            PasswordHash = api.Service<IPasswordHasher<User>>().HashPassword(null!, Password),
            Stamp = User.NewStamp(),
            SessionIds = [session.Id],
            WorkspaceIds = workspaces,
            CreatedAt = now,
        };
        await api.Stores.Users.TryCreateAsync(user, default);
        await api.Stores.Sessions.TryWriteAsync(session, null, default);
        return new(id, session.Id, tokens);
    }

    /// <summary>Signs in from elsewhere, too.</summary>
    /// <returns>The other session's id.</returns>
    public async Task<string> SignInAgainAsync(ApiHost api)
    {
        var other = Session.Begin(Id, "Ada", new("203.0.113.8", "Tests"), api.Clock.GetUtcNow()).Session;
        await api.Stores.Sessions.TryWriteAsync(other, null, default);
        await ChangeAsync(api, user => user with { SessionIds = [.. user.SessionIds, other.Id] });
        return other.Id;
    }

    /// <summary>With the password that everybody has, again.</summary>
    public Task ResetAsync(ApiHost api) => ChangeAsync(api, user => user with { PasswordHash = api.Service<IPasswordHasher<User>>().HashPassword(user, Password) });

    /// <summary>With a second factor from now on.</summary>
    /// <returns>A recovery code.</returns>
    public async Task<string> ProtectAsync(ApiHost api)
    {
        var (codes, hashes) = SecondFactor.NewRecoveryCodes();
        await ChangeAsync(api, user => user with { SecondFactor = new() { SealedSecret = api.Service<Sealer>().Seal(Totp.NewSecret(), Id), RecoveryHashes = hashes } });
        return codes[0];
    }

    public async Task ChangeAsync(ApiHost api, Func<User, User> change)
    {
        var stored = await api.Stores.Users.ReadAsync(Id, default);
        (await api.Stores.Users.TryReplaceAsync(change(stored!.Value), stored.ETag, default)).ShouldBeTrue();
    }
}
