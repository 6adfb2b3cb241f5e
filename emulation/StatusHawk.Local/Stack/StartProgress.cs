using System.Globalization;

namespace StatusHawk.Local.Stack;

/// <summary>One line for each part when it is healthy, and a word every few seconds while it is not.</summary>
internal sealed class StartProgress(StackOptions options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task ShowAsync(string name, Uri? address, Func<CancellationToken, Task> start, CancellationToken cancellationToken)
    {
        var began = options.Time.GetTimestamp();
        var starting = start(cancellationToken);
        while (!starting.IsCompleted)
        {
            using var waited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(starting, Task.Delay(Patience, options.Time, waited.Token));
            await waited.CancelAsync();
            if (!starting.IsCompleted && !cancellationToken.IsCancellationRequested) options.Say($"  {name,-22} … still starting, {Seconds(began)}");
            if (cancellationToken.IsCancellationRequested) break;
        }

        await starting;
        options.Say($"  {name,-22} {address?.GetLeftPart(UriPartial.Authority) ?? "",-26} {Seconds(began),7} ✓");
    }

    private string Seconds(long began) => options.Time.GetElapsedTime(began).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";
}
