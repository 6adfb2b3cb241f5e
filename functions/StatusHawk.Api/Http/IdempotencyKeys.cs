using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Http;

/// <summary>
/// Runs a request that has a key once, and answers it as often as it comes. Only answers of success are kept. One that changed nothing frees the key; one whose end nobody
/// knows keeps it, and its next run makes the same ids.
/// </summary>
public sealed partial class IdempotencyKeys(IIdempotentRequests requests, Sealer sealer, TimeProvider clock, ILogger<IdempotencyKeys> logger)
{
    /// <summary>After this long without an end the process that ran it is taken for dead.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private const int SeedLength = 32;

    /// <param name="id">Of caller, route and key.</param>
    /// <param name="body">What was sent.</param>
    /// <param name="cancellationToken">Heeded until the request is run.</param>
    public async Task<KeyedRequest> BeginAsync(string id, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var (now, hash) = (clock.Now(), Convert.ToHexStringLower(SHA256.HashData(body.Span)));
        var stored = await requests.ReadAsync(id, cancellationToken);
        if (stored is null || stored.Value.BeganAt + IdempotentRequest.Kept <= now)
        {
            var seed = Ids.Random(SeedLength);
            var first = new IdempotentRequest { Id = id, Body = sealer.Seal(hash, id), Seed = sealer.Seal(seed, id), BeganAt = now, RanAt = now };
            return await requests.TryWriteAsync(first, stored?.ETag, CancellationToken.None) is { } begun ? new KeyedRequest.Run(begun, new(seed)) : new KeyedRequest.Busy();
        }

        if (sealer.Open(stored.Value.Body, id) != hash) return new KeyedRequest.Other();
        if (stored.Value.Answer is { } answer) return new KeyedRequest.Done(StatusHawkJson.Read<KeptAnswer>(sealer.Open(answer, id)));
        if (!stored.Value.LetGo && now - stored.Value.RanAt < Patience) return new KeyedRequest.Busy();
        return await requests.TryWriteAsync(stored.Value with { RanAt = now, LetGo = false }, stored.ETag, CancellationToken.None) is { } taken
            ? new KeyedRequest.Run(taken, new(sealer.Open(stored.Value.Seed, id), stored.Value.BeganAt))
            : new KeyedRequest.Busy();
    }

    /// <summary>Keeps what is answered.</summary>
    public Task KeepAsync(KeyedRequest.Run run, KeptAnswer answer) => EndAsync(run, () => requests.TryWriteAsync(
        run.Stored.Value with { Answer = sealer.Seal(JsonSerializer.Serialize(answer, StatusHawkJson.Options), run.Stored.Value.Id) }, run.Stored.ETag, CancellationToken.None));

    /// <summary>Nothing was made: the key is free, for another body too.</summary>
    public Task FreeAsync(KeyedRequest.Run run) => run.Making.IsAgain ? LetGoAsync(run) : EndAsync(run, () => requests.DeleteAsync(run.Stored, CancellationToken.None));

    /// <summary>Something may have been made: the same request may run again.</summary>
    public Task LetGoAsync(KeyedRequest.Run run) =>
        EndAsync(run, () => requests.TryWriteAsync(run.Stored.Value with { LetGo = true }, run.Stored.ETag, CancellationToken.None));

    // The request is done whatever becomes of this. A key that is left behind is taken over by whoever comes with it later, and nothing is made twice.
    private async Task EndAsync(KeyedRequest.Run run, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception e)
        {
            LogLeftBehind(run.Stored.Value.Id, e);
        }
    }

    /// <summary>The id under which a request is found.</summary>
    public static string IdOf(string caller, string route, string key) =>
        "idm_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{caller}\n{route}\n{key}")));

    [LoggerMessage(LogLevel.Warning, "What came of the request {RequestId} could not be kept; whoever sends it again within a minute reads that it runs still.")]
    private partial void LogLeftBehind(string requestId, Exception exception);
}

/// <summary>What is to be done with a request that has a key.</summary>
public abstract record KeyedRequest
{
    private KeyedRequest()
    {
    }

    public sealed record Run(Stored<IdempotentRequest> Stored, Making Making) : KeyedRequest;

    /// <summary>It was done before.</summary>
    public sealed record Done(KeptAnswer Answer) : KeyedRequest;

    /// <summary>Somebody runs it.</summary>
    public sealed record Busy : KeyedRequest;

    /// <summary>The key was used with another body.</summary>
    public sealed record Other : KeyedRequest;
}

/// <summary>An answer as it was given.</summary>
public sealed record KeptAnswer(int Status, string ContentType, string Body, string? Location, string? ETag)
{
    /// <summary>Not the body.</summary>
    public override string ToString() => $"{Status}";
}
