namespace StatusHawk.Core.Accounts;

/// <summary>What a person needs besides the password.</summary>
public sealed record SecondFactor
{
    /// <summary>Codes that open when the app is lost, each once.</summary>
    public const int RecoveryCodes = 10;

    /// <summary>80 random bits.</summary>
    private const int RecoveryLength = 16;

    /// <summary>The app's secret, sealed in the place of the account's id.</summary>
    public required string SealedSecret { get; init; }

    /// <summary>The last step of which a code was used: none is used twice.</summary>
    public long LastStep { get; init; }

    /// <summary>Hashes of the recovery codes that are left.</summary>
    public IReadOnlyList<string> RecoveryHashes { get; init; } = [];

    /// <summary>New codes, and their hashes: <c>abcd-efgh-ijkm-npqr</c>.</summary>
    public static (IReadOnlyList<string> Codes, IReadOnlyList<string> Hashes) NewRecoveryCodes()
    {
        string[] codes = [.. Enumerable.Range(0, RecoveryCodes).Select(_ => Ids.Random(RecoveryLength))];
        return ([.. codes.Select(code => string.Join('-', code.Chunk(4).Select(part => new string(part))))], [.. codes.Select(Secret.Hash)]);
    }

    /// <summary>Uses a code of the app or a recovery code: what is left after it; null: it is none, or was used before.</summary>
    /// <param name="code">As the person typed it: spaces, hyphens and capitals do not matter.</param>
    /// <param name="secret">The app's secret, opened.</param>
    /// <param name="now">When.</param>
    public SecondFactor? Use(string code, string secret, DateTimeOffset now)
    {
        var plain = new string([.. code.Where(c => c is not (' ' or '-'))]).ToLowerInvariant();
        if (plain.Length == RecoveryLength)
        {
            var hash = Secret.Hash(plain);
            return RecoveryHashes.Contains(hash, StringComparer.Ordinal) ? this with { RecoveryHashes = [.. RecoveryHashes.Where(other => other != hash)] } : null;
        }

        return Totp.Match(secret, plain, now, LastStep) is { } step ? this with { LastStep = step } : null;
    }
}
