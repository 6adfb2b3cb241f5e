using StatusHawk.Emulation.Durable.History;
using StatusHawk.Emulation.Durable.Tables;

namespace StatusHawk.Emulation.Durable.Hub;

/// <summary>The rows of an instance beside its status.</summary>
internal static class InstanceRows
{
    /// <summary>A row takes so many characters of history; a single event may be longer.</summary>
    private const int PartLength = 150_000;

    public static IEnumerable<TableRow> History(InstanceStatus status, IEnumerable<HistoryEvent> events)
    {
        var part = new List<HistoryEvent>();
        var (length, number) = (0, 0);
        foreach (var e in events)
        {
            var size = 200 + (e.Data?.Length ?? 0) + (e.Failure is null ? 0 : 10_000);
            if (length > 0 && (length + size > PartLength || IsLong(e)))
            {
                yield return HistoryPart(status, number++, part);
                part.Clear();
                length = 0;
            }

            part.Add(e);
            length += IsLong(e) ? PartLength : size;
        }

        if (part.Count > 0)
            yield return HistoryPart(status, number, part);
    }

    public static TableRow Activity(ActivityItem item)
    {
        var row = new TableRow(Keys.Partition(item.InstanceId), Keys.ActivityStep(item.Generation, item.Step));
        row.SetInt("Step", item.Step);
        row["Name"] = item.Name;
        row["Owner"] = item.Owner;
        row.SetText("Input", item.Input);
        return row;
    }

    public static TableRow Owner(ActivityItem item, string owner)
    {
        var row = new TableRow(Keys.Partition(item.InstanceId), Keys.ActivityStep(item.Generation, item.Step));
        row["Owner"] = owner;
        return row;
    }

    public static TableRow Outbox(string instanceId, OutboxItem item)
    {
        var row = new TableRow(Keys.Partition(instanceId), item.Key);
        row["Sender"] = item.SenderName;
        row["Target"] = item.Target;
        row.SetInt("ToGeneration", item.ToGeneration);
        row.SetTime("At", item.At);
        SetEvent(row, item.Event);
        return row;
    }

    public static TableRow Message(string instanceId, InboxMessage message)
    {
        var row = new TableRow(Keys.Partition(instanceId), message.Key);
        row.SetInt("ForGeneration", message.Generation);
        row["Owner"] = message.Owner;
        SetEvent(row, message.Event);
        return row;
    }

    public static InboxMessage ReadMessage(TableRow row) =>
        new(row.Key, row.Int("ForGeneration"), EventOf(row)) { Owner = row["Owner"] ?? "" };

    /// <summary>Makes the state of an instance, and its messages, from all its rows; null when it has no status.</summary>
    public static (InstanceState State, List<InboxMessage> Inbox)? Read(IReadOnlyList<TableRow> rows)
    {
        if (rows.FirstOrDefault(row => row.Key == Keys.Status) is not { } statusRow)
            return null;
        var status = StatusRow.Read(statusRow, key => rows.FirstOrDefault(row => row.Key == key));
        var state = new InstanceState(status);
        var inbox = new List<InboxMessage>();
        foreach (var row in rows.Where(row => row != statusRow))
        {
            // Written ahead of a turn that was never committed.
            var isLitter = row["Staged"] is { Length: > 0 } staged && !status.Staged.Contains(staged, StringComparison.Ordinal);
            if (row.Key.StartsWith(Keys.Inbox, StringComparison.Ordinal))
                inbox.Add(ReadMessage(row));
            else if (isLitter || IsOver(row, status))
                state.Litter.Add(row.Key);
            else
                Read(row, state);
        }

        return (state, inbox);
    }

    private static void Read(TableRow row, InstanceState state)
    {
        if (row.Key.StartsWith(Keys.History, StringComparison.Ordinal))
        {
            state.HistoryKeys.Add(row.Key);
            var events = HistoryJson.Read<List<HistoryEvent>>(row.Text("Events")!);
            state.Append(row.Text("Data") is { } data ? [events[0] with { Data = data }] : events);
        }
        else if (row.Key.StartsWith(Keys.Activity, StringComparison.Ordinal))
        {
            var item = new ActivityItem(state.Status.Id, Keys.GenerationOf(row.Key), row.Int("Step"), row["Name"]!, row.Text("Input"))
            {
                Owner = row["Owner"] ?? "",
                ETag = row.ETag,
            };
            state.Activities[(item.Generation, item.Step)] = item;
        }
        else if (row.Key.StartsWith(Keys.Outbox, StringComparison.Ordinal))
        {
            state.Outbox.Add(new(
                row.Key,
                Keys.GenerationOf(row.Key),
                row["Sender"] ?? "",
                row["Target"]!,
                row.Int("ToGeneration"),
                row.Time("At")!.Value,
                EventOf(row)));
        }
    }

    /// <summary>Whether a row belongs to a run that is over. Its activities run and its messages leave all the same.</summary>
    private static bool IsOver(TableRow row, InstanceStatus status) => row.Key[..2] switch
    {
        Keys.History => status.HasEnded || Keys.GenerationOf(row.Key) != status.Generation,
        "x." or "y." => Keys.GenerationOf(row.Key) != status.Generation,
        _ => false,
    };

    private static TableRow HistoryPart(InstanceStatus status, int part, List<HistoryEvent> events)
    {
        var row = new TableRow(Keys.Partition(status.Id), Keys.HistoryPart(status.Generation, status.Turn, part));
        var data = events is [var only] && IsLong(only) ? only.Data : null;
        row.SetText("Events", HistoryJson.Write(data is null ? events : [events[0] with { Data = null }]));
        row.SetText("Data", data);
        return row;
    }

    /// <summary>Whether an event has a row of its own, with its data as it is: JSON within JSON would grow.</summary>
    private static bool IsLong(HistoryEvent e) => e.Data?.Length > PartLength / 4;

    private static void SetEvent(TableRow row, HistoryEvent e)
    {
        row.SetText("Event", HistoryJson.Write(e with { Data = null }));
        row.SetText("Data", e.Data);
    }

    private static HistoryEvent EventOf(TableRow row) =>
        HistoryJson.Read<HistoryEvent>(row.Text("Event")!) with { Data = row.Text("Data") };
}
