using StatusHawk.Core.Alerting;

namespace StatusHawk.Testing;

/// <summary>Keeps mails. The same key is sent once, as the service does it.</summary>
public sealed class RecordedMailer : IMailer
{
    private readonly List<(string Key, Mail Mail)> _sent = [];

    /// <summary>What the service does next; null: it takes the mail.</summary>
    public Func<SendOutcome?>? Outcome { get; set; }

    public IReadOnlyList<Mail> Sent
    {
        get
        {
            lock (_sent) return [.. _sent.Select(sent => sent.Mail)];
        }
    }

    public Task<SendOutcome> SendAsync(Mail mail, string key, CancellationToken cancellationToken)
    {
        if (Outcome?.Invoke() is { } other) return Task.FromResult(other);
        lock (_sent)
        {
            if (_sent.All(sent => sent.Key != key)) _sent.Add((key, mail));
        }

        return Task.FromResult<SendOutcome>(new SendOutcome.Sent("Kept."));
    }
}
