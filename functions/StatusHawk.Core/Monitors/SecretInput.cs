namespace StatusHawk.Core.Monitors;

/// <summary>A secret of a monitor: a new one, or the one that is stored.</summary>
public abstract record SecretInput
{
    /// <summary>How a stored one is shown, and how it is asked to be kept.</summary>
    public const string Mask = "•••";

    private SecretInput()
    {
    }

    /// <summary>Ready to be stored.</summary>
    public string Sealed(Func<string, string> seal) => this is Given given ? seal(given.Secret) : ((Kept)this).SealedText;

    public sealed record Given(string Secret) : SecretInput
    {
        /// <summary>Not the secret: it must not reach a log by accident.</summary>
        public override string ToString() => Mask;
    }

    public sealed record Kept(string SealedText) : SecretInput;
}
