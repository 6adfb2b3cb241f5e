using StatusHawk.Emulation.Durable.Hub;

namespace StatusHawk.Emulation.Durable.Engine;

/// <summary>An instance in memory: what the tables are believed to hold, and what happened to it since. Run by one at a time.</summary>
internal sealed class Instance(string id)
{
    private readonly Lock _gate = new();
    private readonly List<InboxMessage> _inbox = [];
    private Phase _phase;
    private bool _again;

    private enum Phase
    {
        Idle,
        Queued,
        Running,
    }

    public string Id => id;

    /// <summary>What the tables hold; null when it must be read.</summary>
    public InstanceState? State { get; private set; }

    /// <summary>How often the state was changed here, to tell whether a read of the tables is older.</summary>
    public long Changes { get; private set; }

    /// <summary>When it was last run or read, for the cache.</summary>
    public long LastUsed { get; set; }

    /// <summary>The generation in which it awaited something that is not durable, as came out after its turn.</summary>
    public int? ForeignIn { get; set; }

    /// <summary>Whether the tables must be read before the next turn.</summary>
    public bool IsDoubtful { get; set; }

    /// <summary>Whether what its state waits for is still to be taken up.</summary>
    public bool IsToAdopt { get; set; }

    /// <summary>Whether the caller must put it into the queue.</summary>
    public bool TryQueue()
    {
        lock (_gate)
        {
            _again |= _phase == Phase.Running;
            if (_phase != Phase.Idle)
                return false;
            _phase = Phase.Queued;
            return true;
        }
    }

    public void BeginRun()
    {
        lock (_gate)
        {
            _phase = Phase.Running;
            _again = false;
        }
    }

    /// <summary>Whether it must be put into the queue again.</summary>
    public bool EndRun()
    {
        lock (_gate)
        {
            _phase = _again ? Phase.Queued : Phase.Idle;
            return _again;
        }
    }

    /// <summary>Adds a message unless it is there; false when it was.</summary>
    public bool Add(InboxMessage message)
    {
        lock (_gate)
        {
            if (_inbox.Any(other => IsSame(other, message)))
                return false;
            // In the order of their keys, which is that of time; what has no key came last.
            var index = message.Key.Length == 0
                ? _inbox.Count
                : _inbox.FindIndex(other => other.Key.Length > 0 && string.CompareOrdinal(other.Key, message.Key) > 0);
            _inbox.Insert(index < 0 ? _inbox.Count : index, message);
            return true;
        }
    }

    public List<InboxMessage> Inbox()
    {
        lock (_gate)
            return [.. _inbox];
    }

    public void Remove(IEnumerable<InboxMessage> messages)
    {
        lock (_gate)
        {
            foreach (var message in messages)
                _inbox.RemoveAll(other => IsSame(other, message));
        }
    }

    /// <summary>Takes what was read of the tables, except when it is run at the moment or has changed since the read.</summary>
    public bool TryTake(InstanceState state, IEnumerable<InboxMessage> inbox, IReadOnlyCollection<InboxMessage> before, long changes)
    {
        lock (_gate)
        {
            if (_phase == Phase.Running || Changes != changes)
                return false;
            Take(state, inbox, before);
            return true;
        }
    }

    /// <summary>Takes what was read of the tables. Messages known before and not read are gone; later ones stay.</summary>
    public void Take(InstanceState state, IEnumerable<InboxMessage> inbox, IReadOnlyCollection<InboxMessage> before)
    {
        lock (_gate)
        {
            _inbox.RemoveAll(message => message.Key.Length > 0 && before.Any(other => IsSame(other, message)));
            Change(state);
            IsToAdopt = true;
            foreach (var message in inbox)
                Add(message);
        }
    }

    /// <summary>Notes a change, so that an older read is not taken for the truth.</summary>
    public void Change(InstanceState? state)
    {
        lock (_gate)
        {
            State = state;
            Changes++;
        }
    }

    /// <summary>Drops the state when it is not run at the moment; else the run must do it.</summary>
    public bool TryForget()
    {
        lock (_gate)
        {
            if (_phase == Phase.Running)
                return false;
            Change(null);
            return true;
        }
    }

    private static bool IsSame(InboxMessage a, InboxMessage b) => a.Key.Length > 0 || b.Key.Length > 0
        ? a.Key == b.Key
        : a.Generation == b.Generation && a.Event.Step == b.Event.Step && a.Event.Kind == b.Event.Kind;
}
