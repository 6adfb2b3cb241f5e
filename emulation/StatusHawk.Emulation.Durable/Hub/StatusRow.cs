using Microsoft.DurableTask.Client;
using StatusHawk.Emulation.Durable.History;
using StatusHawk.Emulation.Durable.Tables;

namespace StatusHawk.Emulation.Durable.Hub;

/// <summary>The row <c>status</c> of an instance. A long input or output has a row of its own.</summary>
internal static class StatusRow
{
    private const int LongerIsAside = 60_000;

    /// <summary>Whether a value has a row of its own.</summary>
    public static bool IsAside(string? value) => value?.Length > LongerIsAside;

    /// <summary>The whole state of a new run.</summary>
    public static IEnumerable<TableRow> New(InstanceStatus status) => Write(status, withInput: true);

    /// <summary>What a turn changes; a new generation also has a new input.</summary>
    public static IEnumerable<TableRow> Change(InstanceStatus status, bool newGeneration) => Write(status, newGeneration);

    public static TableRow Claim(InstanceStatus status, string owner)
    {
        var row = new TableRow(Keys.Partition(status.Id), Keys.Status);
        row["Owner"] = owner;
        return row;
    }

    /// <summary>Reads a row; <paramref name="aside"/> gives the long values, if they are wanted.</summary>
    public static InstanceStatus Read(TableRow row, Func<string, TableRow?> aside)
    {
        var generation = row.Int("Generation");
        return new()
        {
            Id = Keys.InstanceId(row.Partition),
            Name = row["Name"]!,
            Runtime = Enum.Parse<OrchestrationRuntimeStatus>(row["Runtime"]!),
            Generation = generation,
            Turn = row.Int("Turn"),
            CreatedAt = row.Time("CreatedAt")!.Value,
            UpdatedAt = row.Time("UpdatedAt")!.Value,
            StartAt = row.Time("StartAt"),
            Input = Long(row, "Input", Keys.Input(generation), aside),
            Output = Long(row, "Output", Keys.Output(generation), aside),
            CustomStatus = row.Text("Custom"),
            Failure = row.Text("Failure") is { } failure ? HistoryJson.Read<Failure>(failure) : null,
            Parent = row.Text("Parent") is { } parent ? HistoryJson.Read<ParentLink>(parent) : null,
            Owner = row["Owner"] ?? "",
            Staged = row["Staged"] ?? "",
            ETag = row.ETag,
        };
    }

    /// <summary>The keys of the values that a row keeps aside.</summary>
    public static IEnumerable<string> AsideKeys(TableRow row)
    {
        if (row["InputAside"] == "1")
            yield return Keys.Input(row.Int("Generation"));
        if (row["OutputAside"] == "1")
            yield return Keys.Output(row.Int("Generation"));
    }

    private static IEnumerable<TableRow> Write(InstanceStatus status, bool withInput)
    {
        var row = new TableRow(Keys.Partition(status.Id), Keys.Status);
        row["Runtime"] = status.Runtime.ToString();
        row["Done"] = status.HasEnded ? "1" : "0";
        row.SetInt("Generation", status.Generation);
        row.SetInt("Turn", status.Turn);
        row.SetTime("UpdatedAt", status.UpdatedAt);
        row.SetText("Custom", status.CustomStatus);
        row.SetText("Failure", status.Failure is { } failure ? HistoryJson.Write(failure) : null);
        row["Owner"] = status.Owner;
        row["Staged"] = status.Staged;
        var asides = new List<TableRow>();
        SetLong(row, "Output", Keys.Output(status.Generation), status.Output, asides);
        if (withInput)
        {
            row["Name"] = status.Name;
            row.SetTime("CreatedAt", status.CreatedAt);
            row.SetTime("StartAt", status.StartAt);
            row.SetText("Parent", status.Parent is { } parent ? HistoryJson.Write(parent) : null);
            SetLong(row, "Input", Keys.Input(status.Generation), status.Input, asides);
        }

        return [row, .. asides];
    }

    private static void SetLong(TableRow row, string name, string key, string? value, List<TableRow> asides)
    {
        var isLong = IsAside(value);
        row[name + "Aside"] = isLong ? "1" : "0";
        row.SetText(name, isLong ? null : value);
        if (!isLong)
            return;
        var aside = new TableRow(row.Partition, key);
        aside.SetText("Value", value);
        asides.Add(aside);
    }

    private static string? Long(TableRow row, string name, string key, Func<string, TableRow?> aside) =>
        row[name + "Aside"] == "1" ? aside(key)?.Text("Value") : row.Text(name);
}
