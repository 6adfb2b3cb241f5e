namespace StatusHawk.Local.Mail;

/// <param name="Status">What every request to the service is answered with.</param>
/// <param name="Until">When that ends by itself; null: not at all.</param>
public sealed record MailFault(int Status, DateTimeOffset? Until = null);
