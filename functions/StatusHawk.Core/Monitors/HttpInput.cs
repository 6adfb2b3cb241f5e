namespace StatusHawk.Core.Monitors;

/// <summary>What an HTTP monitor is to ask for, its new secrets still in clear.</summary>
public sealed record HttpInput
{
    /// <summary>All of it but the secrets.</summary>
    public required HttpTarget Target { get; init; }
    public IReadOnlyDictionary<string, SecretInput> Headers { get; init; } = new Dictionary<string, SecretInput>();
    public SecretInput? Body { get; init; }
    public SecretInput? Password { get; init; }

    /// <summary>A stored target as if a person had sent it.</summary>
    public static HttpInput Of(HttpTarget target) => new()
    {
        Target = target,
        Headers = target.SealedHeaders?.ToDictionary(header => header.Key, header => new SecretInput.Kept(header.Value) as SecretInput) ?? [],
        Body = target.SealedBody is { } body ? new SecretInput.Kept(body) : null,
        Password = target.SealedPassword is { } password ? new SecretInput.Kept(password) : null,
    };

    /// <summary>Ready to be stored.</summary>
    /// <param name="seal">Seals a new value.</param>
    public HttpTarget ToTarget(Func<string, string> seal) => Target with
    {
        SealedHeaders = Headers.Count == 0 ? null : Headers.ToDictionary(header => header.Key, header => header.Value.Sealed(seal)),
        SealedBody = Body?.Sealed(seal),
        SealedPassword = Password?.Sealed(seal),
    };
}
