namespace StatusHawk.Core.Checks.Probing;

/// <summary>
/// Bounds how many checks run at once, overall and against one host, in the order of asking. A host is known only while someone runs or waits for it.
/// </summary>
internal sealed class ProbeGate(int maxConcurrency, int maxConcurrencyPerHost)
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _overall = new(maxConcurrency);
    private readonly Dictionary<string, HostPlaces> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Hosts that someone runs or waits for.</summary>
    public int Hosts
    {
        get
        {
            lock (_lock) return _hosts.Count;
        }
    }

    /// <summary>Waits for a place. Disposing it gives it to the next.</summary>
    public async Task<IDisposable> EnterAsync(string host, CancellationToken cancellationToken)
    {
        var places = Join(host);
        try
        {
            // The host's place first: a crowd before one slow host must not take the places that others could use.
            await places.Free.WaitAsync(cancellationToken);
            try
            {
                await _overall.WaitAsync(cancellationToken);
            }
            catch
            {
                places.Free.Release();
                throw;
            }
        }
        catch
        {
            Leave(host, places);
            throw;
        }

        return new Place(this, host, places);
    }

    private HostPlaces Join(string host)
    {
        lock (_lock)
        {
            if (!_hosts.TryGetValue(host, out var places)) _hosts[host] = places = new HostPlaces(maxConcurrencyPerHost);
            places.Users++;
            return places;
        }
    }

    private void Leave(string host, HostPlaces places)
    {
        lock (_lock)
        {
            if (--places.Users == 0) _hosts.Remove(host);
        }
    }

    private sealed class HostPlaces(int places)
    {
        public SemaphoreSlim Free { get; } = new(places);
        public int Users { get; set; }
    }

    private sealed class Place(ProbeGate gate, string host, HostPlaces places) : IDisposable
    {
        private int _given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _given, 1) == 1) return;
            gate._overall.Release();
            places.Free.Release();
            gate.Leave(host, places);
        }
    }
}
