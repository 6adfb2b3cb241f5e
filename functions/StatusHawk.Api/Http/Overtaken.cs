using StatusHawk.Core;

namespace StatusHawk.Api.Http;

/// <summary>A person's change of a document that others write too.</summary>
public static class Overtaken
{
    /// <summary>So many who change one document at once are all done, since each of them is overtaken at most once by each other.</summary>
    public const int Tries = 50;

    /// <param name="retrying">Makes the pauses.</param>
    /// <param name="change">Reads, decides and writes what it read; null when somebody else had written meanwhile.</param>
    /// <param name="contended">What is answered when somebody else was faster each time.</param>
    /// <param name="cancellationToken">Ends the pauses.</param>
    public static Task<Result<T>> ChangeAsync<T>(this Retrying retrying, Func<Task<Result<T>?>> change, string contended, CancellationToken cancellationToken)
    {
        var tried = 0;
        return retrying.WhenOvertakenAsync(async () =>
        {
            tried++;
            if (await change() is { } result) return Tried.Done(result);
            return tried == Tries ? Tried.Done<Result<T>>(new Result<T>.Conflict(contended)) : Tried<Result<T>>.Overtaken;
        }, contended, cancellationToken, Tries);
    }
}
