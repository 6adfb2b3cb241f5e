using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Changes a person's name, or the password.</summary>
public sealed class ChangeAccount(IUserStore users, Proving proving, Passwords passwords, EndSessions end)
{
    private const int Tries = 20;

    public async Task<Result<User>> RenameAsync(string userId, JsonElement body, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors();
        var fields = new FieldReader(body, "#", errors);
        var name = fields.Has("name") ? fields.PersonsName() : null;
        fields.Close("id", "email", "secondFactor", "recoveryCodesLeft", "createdAt");
        if (errors.Any) return new Result<User>.Invalid(errors.Items);

        for (var tries = 0; tries < Tries; tries++)
        {
            if (await users.ReadAsync(userId, cancellationToken) is not { } stored) return new Result<User>.Missing();
            var next = name is null ? stored.Value : stored.Value with { Name = name };
            if (next == stored.Value || await users.TryReplaceAsync(next, stored.ETag, CancellationToken.None)) return new Result<User>.Done(next) { Before = stored.Value };
        }

        return new Result<User>.Conflict("Others keep changing this account. Read it and try again.");
    }

    /// <summary>Ends all other sessions: whoever knew the old password is out.</summary>
    public async Task<Result<Unit>> SetPasswordAsync(string userId, string sessionId, JsonElement body, CancellationToken cancellationToken)
    {
        var user = (await users.ReadAsync(userId, cancellationToken))?.Value;
        var errors = new FieldErrors();
        var fields = new FieldReader(body, "#", errors);
        var current = fields.Needed("current");
        var password = fields.NewPassword(user?.Email, user?.Name);
        fields.Close();
        if (errors.Any) return new Result<Unit>.Invalid(errors.Items);

        return await proving.RunAsync<Unit>(
            userId, new(current, PasswordField: "current"),
            async stored =>
            {
                string[] others = [.. stored.Value.SessionIds.Where(id => id != sessionId)];
                await end.DeleteAsync(others);
                var next = stored.Value.WithPassword(passwords.Hash(password)) with { SessionIds = [.. stored.Value.SessionIds.Where(id => id == sessionId)] };
                return await users.TryReplaceAsync(next, stored.ETag, CancellationToken.None) ? new Result<Unit>.Done(Unit.Value) : null;
            },
            cancellationToken);
    }
}
