using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Sets a second factor up, renews its recovery codes and takes it away.</summary>
public sealed class SetUpSecondFactor(IUserStore users, Proving proving, Sealer sealer, TimeProvider clock)
{
    /// <summary>Makes a secret for an app. It counts from the first code of it on.</summary>
    public async Task<Result<NewSecondFactor>> BeginAsync(string userId, JsonElement body, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var fields = new FieldReader(body, "#", errors);
        var password = fields.Needed("password");
        fields.Close();
        if (errors.Any) return new Result<NewSecondFactor>.Invalid(errors.Items);

        return await proving.RunAsync<NewSecondFactor>(
            userId, new(password),
            async stored =>
            {
                if (stored.Value.SecondFactor is not null) return new Result<NewSecondFactor>.Conflict("You have a second factor already. Take it away first.");
                var secret = Totp.NewSecret();
                var next = stored.Value with { PendingSecondFactor = sealer.Seal(secret, userId) };
                return await users.TryReplaceAsync(next, stored.ETag, CancellationToken.None) ? new Result<NewSecondFactor>.Done(new(secret, Totp.Uri(secret, next.Email))) : null;
            },
            cancellationToken);
    }

    public async Task<Result<NewRecoveryCodes>> ConfirmAsync(string userId, JsonElement body, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var fields = new FieldReader(body, "#", errors);
        var code = fields.Needed("code");
        fields.Close();
        if (errors.Any) return new Result<NewRecoveryCodes>.Invalid(errors.Items);

        return await proving.RunAsync<NewRecoveryCodes>(
            userId, new(Password: null),
            async stored =>
            {
                if (stored.Value.PendingSecondFactor is not { } pending) return new Result<NewRecoveryCodes>.Conflict("Nothing is being set up. Ask for a secret first.");
                if (new SecondFactor { SealedSecret = pending }.Use(code, sealer.Open(pending, userId), clock.GetUtcNow()) is not { } factor)
                    return new Result<NewRecoveryCodes>.Invalid([new("#/code", "Is not valid. Is the clock of your app right?")]);
                return await SaveAsync(stored, factor);
            },
            cancellationToken);
    }

    public async Task<Result<Unit>> RemoveAsync(string userId, JsonElement body, CancellationToken cancellationToken)
    {
        if (Read(body, out var errors) is not { } proof) return new Result<Unit>.Invalid(errors.Items);
        return await proving.RunAsync<Unit>(
            userId, proof,
            async stored =>
            {
                var next = stored.Value with { SecondFactor = null, PendingSecondFactor = null };
                return stored.Value.SecondFactor is null || await users.TryReplaceAsync(next, stored.ETag, CancellationToken.None) ? new Result<Unit>.Done(Unit.Value) : null;
            },
            cancellationToken);
    }

    /// <summary>Makes new recovery codes; the old ones work no more.</summary>
    public async Task<Result<NewRecoveryCodes>> RenewAsync(string userId, JsonElement body, CancellationToken cancellationToken)
    {
        if (Read(body, out var errors) is not { } proof) return new Result<NewRecoveryCodes>.Invalid(errors.Items);
        return await proving.RunAsync<NewRecoveryCodes>(
            userId, proof,
            async stored => stored.Value.SecondFactor is { } factor ? await SaveAsync(stored, factor) : new Result<NewRecoveryCodes>.Conflict("You have no second factor."),
            cancellationToken);
    }

    private async Task<Result<NewRecoveryCodes>?> SaveAsync(Stored<User> stored, SecondFactor factor)
    {
        var (codes, hashes) = SecondFactor.NewRecoveryCodes();
        var next = stored.Value with { SecondFactor = factor with { RecoveryHashes = hashes }, PendingSecondFactor = null };
        return await users.TryReplaceAsync(next, stored.ETag, CancellationToken.None) ? new Result<NewRecoveryCodes>.Done(new(codes)) : null;
    }

    private static Proof? Read(JsonElement body, out FieldErrors errors)
    {
        errors = new FieldErrors();
        var fields = new FieldReader(body, "#", errors);
        var proof = new Proof(fields.Needed("password"), fields.Text("code"), NeedsCode: true);
        fields.Close();
        return errors.Any ? null : proof;
    }
}
