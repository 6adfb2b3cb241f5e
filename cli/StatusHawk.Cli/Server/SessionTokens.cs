using System.Globalization;
using System.Text.Json.Nodes;

namespace StatusHawk.Cli.Server;

/// <summary>
/// The tokens of a person's session. A refresh token that is used twice ends the session, so it is used under the profile file's lock and the next one is
/// stored at once; a command that waited for the lock finds the new one there and uses it.
/// </summary>
public sealed class SessionTokens(ProfileFile file, string name, Profile profile, TimeProvider time) : ITokens
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);
    private Profile _profile = profile;

    public bool CanRenew => true;

    public async Task<string?> CurrentAsync(bool refused, CancellationToken cancellationToken)
    {
        if (!refused && _profile.AccessExpiresAt > time.GetUtcNow() + Margin) return _profile.AccessToken;
        var known = _profile.AccessToken;
        _profile = await file.ChangeAsync(name, async stored =>
        {
            if (stored?.RefreshToken is null) throw SignedOut();
            if (stored.AccessToken != known && stored.AccessExpiresAt > time.GetUtcNow() + Margin) return stored;
            return await RefreshAsync(stored, cancellationToken);
        }, cancellationToken) ?? throw SignedOut();
        return _profile.AccessToken;
    }

    /// <summary>A profile with the tokens of an answer.</summary>
    public static Profile With(Profile profile, JsonObject answer) => profile with
    {
        AccessToken = (string?)answer["accessToken"],
        AccessExpiresAt = DateTimeOffset.Parse((string?)answer["accessExpiresAt"] ?? "", CultureInfo.InvariantCulture),
        RefreshToken = (string?)answer["refreshToken"],
    };

    private async Task<Profile> RefreshAsync(Profile stored, CancellationToken cancellationToken)
    {
        using var connection = new Connection(stored.Url, new FixedToken(null), time);
        try
        {
            var answer = await connection.SendAsync(HttpMethod.Post, "sessions/refresh", new JsonObject { ["refreshToken"] = stored.RefreshToken }, "The session was not renewed", cancellationToken);
            return With(stored, answer.Object);
        }
        catch (CliException e) when (e.Status is 400 or 401)
        {
            throw SignedOut();
        }
    }

    private CliException SignedOut() => new("The session has ended.", $"Sign in again: statushawk login --profile {name}") { Status = 401 };
}
