namespace StatusHawk.Core.Checks;

/// <summary>
/// The installation's own call to the address where jobs call theirs: as long as it comes through, theirs do. What comes of it is seen where it arrives, so
/// here a failure is nothing.
/// </summary>
/// <param name="http">Calls.</param>
/// <param name="publicUrl">The origin at which jobs reach Api; empty: not known, so no call is made.</param>
public sealed class SelfCall(HttpClient http, string publicUrl, TimeProvider time)
{
    /// <summary>What the address ends with.</summary>
    public const string Address = "self";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Whether it is made at all: not without the public address.</summary>
    public bool IsMade => publicUrl.Length > 0;

    public async Task SendAsync(CancellationToken cancellationToken)
    {
        if (!IsMade) return;
        using var late = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            using var answer = await http.GetAsync(new Uri($"{publicUrl.TrimEnd('/')}/heartbeat/{Address}"), limit.Token);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
        }
    }
}
