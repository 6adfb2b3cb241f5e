namespace StatusHawk.Core.Monitors;

/// <summary>What a TCP monitor is to connect to, its new secret still in clear.</summary>
public sealed record TcpInput(TcpTarget Target, SecretInput? Send)
{
    /// <summary>A stored target as if a person had sent it.</summary>
    public static TcpInput Of(TcpTarget target) => new(target, target.SealedSend is { } send ? new SecretInput.Kept(send) : null);

    /// <summary>Ready to be stored.</summary>
    /// <param name="seal">Seals a new value.</param>
    public TcpTarget ToTarget(Func<string, string> seal) => Target with { SealedSend = Send?.Sealed(seal) };
}
