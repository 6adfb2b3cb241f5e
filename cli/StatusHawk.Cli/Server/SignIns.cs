namespace StatusHawk.Cli.Server;

/// <summary>
/// Which workspace a command speaks to: the environment's (<c>STATUSHAWK_URL</c>, <c>STATUSHAWK_KEY</c>, <c>STATUSHAWK_WORKSPACE</c>), field by field before
/// those of the profile.
/// </summary>
public sealed class SignIns(ProfileFile file, Func<string, string?> environment, TimeProvider time)
{
    public ProfileFile File => file;
    public TimeProvider Time => time;

    public Workspace Open(string? profileName)
    {
        var name = NameOf(profileName);
        var stored = file.Read(name);
        var (url, key, workspace) = (Given("STATUSHAWK_URL"), Given("STATUSHAWK_KEY"), Given("STATUSHAWK_WORKSPACE"));

        // A stored secret is for the server that it was given for.
        var trusted = url is null || (stored is not null && Connection.OriginOf(url) == stored.Url);
        if (key is null && (stored is null || !trusted))
            throw new CliException(stored is null ? "You are not signed in." : $"STATUSHAWK_URL is another server than that of the profile {name}, and no key was given for it.",
                "Sign in: statushawk login, or set STATUSHAWK_URL, STATUSHAWK_WORKSPACE and STATUSHAWK_KEY.");
        var profile = new Profile
        {
            Url = Connection.OriginOf(url ?? stored?.Url ?? throw new CliException("There is a key, but no server.", "Set STATUSHAWK_URL, too.")),
            Workspace = workspace ?? stored?.Workspace ?? throw new CliException("There is a key, but no workspace.", "Set STATUSHAWK_WORKSPACE, too: ws_…"),
            Key = key ?? stored?.Key,
            AccessToken = stored?.AccessToken,
            AccessExpiresAt = stored?.AccessExpiresAt,
            RefreshToken = stored?.RefreshToken,
        };
        ITokens tokens = profile.Key is not null ? new FixedToken(profile.Key) : new SessionTokens(file, name, profile, time);
        return new Workspace(new Connection(profile.Url, tokens, time), profile);
    }

    public string NameOf(string? profileName) => profileName ?? Given("STATUSHAWK_PROFILE") ?? ProfileFile.DefaultName;

    public string? Given(string variable) => environment(variable) is { Length: > 0 } value ? value : null;
}
