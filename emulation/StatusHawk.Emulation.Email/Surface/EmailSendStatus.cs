namespace Azure.Communication.Email;

/// <summary>How far the sending has come.</summary>
public readonly struct EmailSendStatus(string value) : IEquatable<EmailSendStatus>
{
    private readonly string _value = value;

    public static EmailSendStatus NotStarted { get; } = new("NotStarted");
    public static EmailSendStatus Running { get; } = new("Running");
    public static EmailSendStatus Succeeded { get; } = new("Succeeded");
    public static EmailSendStatus Failed { get; } = new("Failed");
    public static EmailSendStatus Canceled { get; } = new("Canceled");

    public static bool operator ==(EmailSendStatus left, EmailSendStatus right) => left.Equals(right);

    public static bool operator !=(EmailSendStatus left, EmailSendStatus right) => !left.Equals(right);

    public static implicit operator EmailSendStatus(string value) => new(value);

    public bool Equals(EmailSendStatus other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is EmailSendStatus other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    public override string ToString() => _value;
}
