namespace StatusHawk.Core;

/// <summary>
/// Work that many ask for at once and that need not be done for each: by key, one run at a time, and whoever asks while one is under way shares the next with
/// all others who do. What a run finds is therefore never older than the asking. Who can wait says so, and more will share.
/// </summary>
public sealed class SharedRuns<TItem, TResult>(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Line> _lines = [];

    /// <summary>Runs as soon as no other run of the key is under way.</summary>
    public Task<TResult> RunAsync(string key, IEnumerable<TItem> items, Func<IReadOnlyCollection<TItem>, Task<TResult>> work, CancellationToken cancellationToken) =>
        RunAsync(key, items, work, TimeSpan.Zero, cancellationToken);

    /// <param name="key">Runs of one key exclude each other.</param>
    /// <param name="items">What this caller wants done.</param>
    /// <param name="work">Gets the items of all who share the run; the same work for the same key.</param>
    /// <param name="apart">How long after the beginning of the last run this caller's may begin. The first of a key begins at once, and so does one that somebody shares who cannot wait.</param>
    /// <param name="cancellationToken">Ends this caller's waiting; the run goes on for the others.</param>
    public Task<TResult> RunAsync(
        string key, IEnumerable<TItem> items, Func<IReadOnlyCollection<TItem>, Task<TResult>> work, TimeSpan apart, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_lines.TryGetValue(key, out var line)) _lines[key] = line = new Line();
            var run = line.Next ??= new Run(work, apart);
            run.Items.AddRange(items);
            if (apart < run.Apart) run.Apart = apart;
            StartWhenDue(key, line);
            return run.Result.Task.WaitAsync(cancellationToken);
        }
    }

    private void StartWhenDue(string key, Line line)
    {
        if (line.IsBusy) return;
        var run = line.Next!;
        var early = line.BeganAt is { } began ? run.Apart - clock.GetElapsedTime(began) : TimeSpan.Zero;
        if (early > TimeSpan.Zero) _ = ComeBackAsync(key, line, early);
        else Start(key, line, run);
    }

    private void Start(string key, Line line, Run run)
    {
        (line.IsBusy, line.Next, line.BeganAt) = (true, null, clock.GetTimestamp());
        _ = Task.Run(() => RunAsync(key, line, run));
    }

    private async Task RunAsync(string key, Line line, Run run)
    {
        try
        {
            var result = await run.Work(run.Items);
            MoveOn(key, line, run);
            run.Result.SetResult(result);
        }
        catch (Exception e)
        {
            MoveOn(key, line, run);
            run.Result.SetException(e);
        }
    }

    private void MoveOn(string key, Line line, Run run)
    {
        lock (_gate)
        {
            line.IsBusy = false;
            if (run.Apart > line.Remembered) line.Remembered = run.Apart;
            if (line.Next is not null) StartWhenDue(key, line);
            else Forget(key, line);
        }
    }

    // Who can wait must find when the last run began.
    private void Forget(string key, Line line)
    {
        var left = line.Remembered - clock.GetElapsedTime(line.BeganAt!.Value);
        if (left > TimeSpan.Zero) _ = ComeBackAsync(key, line, left);
        else _lines.Remove(key);
    }

    private async Task ComeBackAsync(string key, Line line, TimeSpan after)
    {
        // Whole milliseconds, upwards: a timer knows no less, and one that is early would only have to be set again.
        await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(after.TotalMilliseconds)), clock);
        lock (_gate)
        {
            if (line.IsBusy || !_lines.TryGetValue(key, out var held) || held != line) return;
            if (line.Next is not null) StartWhenDue(key, line);
            else Forget(key, line);
        }
    }

    private sealed class Line
    {
        public bool IsBusy { get; set; }
        public Run? Next { get; set; }

        /// <summary>When its last run did; null: none has.</summary>
        public long? BeganAt { get; set; }

        /// <summary>How long after that the line is worth keeping.</summary>
        public TimeSpan Remembered { get; set; }
    }

    private sealed class Run(Func<IReadOnlyCollection<TItem>, Task<TResult>> work, TimeSpan apart)
    {
        public Func<IReadOnlyCollection<TItem>, Task<TResult>> Work { get; } = work;
        public List<TItem> Items { get; } = [];

        /// <summary>The least patience of those who share it.</summary>
        public TimeSpan Apart { get; set; } = apart;
        public TaskCompletionSource<TResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
