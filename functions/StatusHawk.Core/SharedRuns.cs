namespace StatusHawk.Core;

/// <summary>
/// Work that many ask for at once and that need not be done for each: by key, one run at a time, and whoever asks while one is under way shares the next with
/// all others who do. What a run finds is therefore never older than the asking.
/// </summary>
public sealed class SharedRuns<TItem, TResult>
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Line> _lines = [];

    /// <param name="key">Runs of one key exclude each other.</param>
    /// <param name="items">What this caller wants done.</param>
    /// <param name="work">Gets the items of all who share the run; the same work for the same key.</param>
    /// <param name="cancellationToken">Ends this caller's waiting; the run goes on for the others.</param>
    public Task<TResult> RunAsync(string key, IEnumerable<TItem> items, Func<IReadOnlyCollection<TItem>, Task<TResult>> work, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_lines.TryGetValue(key, out var line)) _lines[key] = line = new Line();
            var run = line.Next ??= new Run(work);
            run.Items.AddRange(items);
            if (!line.IsBusy) Start(key, line);
            return run.Result.Task.WaitAsync(cancellationToken);
        }
    }

    private void Start(string key, Line line)
    {
        var run = line.Next!;
        (line.IsBusy, line.Next) = (true, null);
        _ = Task.Run(() => RunAsync(key, line, run));
    }

    private async Task RunAsync(string key, Line line, Run run)
    {
        try
        {
            var result = await run.Work(run.Items);
            MoveOn(key, line);
            run.Result.SetResult(result);
        }
        catch (Exception e)
        {
            MoveOn(key, line);
            run.Result.SetException(e);
        }
    }

    private void MoveOn(string key, Line line)
    {
        lock (_gate)
        {
            line.IsBusy = false;
            if (line.Next is null) _lines.Remove(key);
            else Start(key, line);
        }
    }

    private sealed class Line
    {
        public bool IsBusy { get; set; }
        public Run? Next { get; set; }
    }

    private sealed class Run(Func<IReadOnlyCollection<TItem>, Task<TResult>> work)
    {
        public Func<IReadOnlyCollection<TItem>, Task<TResult>> Work { get; } = work;
        public List<TItem> Items { get; } = [];
        public TaskCompletionSource<TResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
