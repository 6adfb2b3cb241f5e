namespace StatusHawk.Core.Watching;

/// <summary>
/// Tells somebody outside that all is well. Silence is what alarms there, so it is only called when the watchdog has found everything done.
/// </summary>
/// <param name="http">Calls.</param>
/// <param name="url">Where; empty: nowhere. It is a secret: whoever has it can keep the alarm quiet.</param>
public sealed class DeadMan(HttpClient http, string url, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>What went wrong, without the address; null: nothing did, or nobody is to be called.</summary>
    public async Task<string?> CallAsync(CancellationToken cancellationToken)
    {
        if (url.Length == 0) return null;
        using var late = new CancellationTokenSource(Patience, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            using var answer = await http.GetAsync(new Uri(url), HttpCompletionOption.ResponseHeadersRead, limit.Token);
            return answer.IsSuccessStatusCode ? null : $"it answered {(int)answer.StatusCode}";
        }
        catch (HttpRequestException e)
        {
            return $"it could not be reached ({e.HttpRequestError})";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"it did not answer within {Patience.TotalSeconds:0} s";
        }
    }
}
