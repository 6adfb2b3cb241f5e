using StatusHawk.Emulation.Durable.Tables;

namespace StatusHawk.Emulation.Durable.Hub;

/// <summary>What a turn changes in the tables, all or nothing.</summary>
internal sealed class TurnCommit
{
    /// <summary>The state before the turn.</summary>
    public required InstanceStatus Before { get; init; }

    /// <summary>The state after it.</summary>
    public required InstanceStatus After { get; init; }

    /// <summary>New rows.</summary>
    public List<TableRow> Writes { get; } = [];

    /// <summary>The messages that are in the history now: nothing else tells that they are done.</summary>
    public List<string> Consumed { get; } = [];

    /// <summary>Rows that the new state makes meaningless, and that may go later.</summary>
    public List<string> Litter { get; } = [];
}
