using System.Net;

namespace StatusHawk.Local.Stack;

/// <summary>Asks a part over HTTP whether it works.</summary>
/// <param name="Addresses">All of them must answer.</param>
/// <param name="AnyAnswer">Whether an error, too, is answer enough: for a server that has no address for the question.</param>
internal sealed record HealthCheck(IReadOnlyList<Uri> Addresses, bool AnyAnswer = false)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // No proxy of the environment stands between this and the loopback, and the emulator's certificate is its own.
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectTimeout = Patience,
        SslOptions = { RemoteCertificateValidationCallback = static (_, _, _, _) => true },
    });

    /// <summary>Null when healthy, else what is wrong.</summary>
    public async Task<string?> AskAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        foreach (var address in Addresses)
        {
            using var patience = new CancellationTokenSource(Patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            try
            {
                using var response = await Client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, either.Token);
                if (!AnyAnswer && response.StatusCode != HttpStatusCode.OK) return $"{address} answers {(int)response.StatusCode}";
            }
            catch (HttpRequestException e)
            {
                return $"{address}: {e.Message}";
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return $"{address} did not answer within {Patience.TotalSeconds} s";
            }
        }

        return null;
    }
}
