using System.Text.Json.Nodes;

namespace StatusHawk.Cli.AsCode;

/// <summary>What is there: everything as the API shows it.</summary>
public sealed record Actual
{
    public IReadOnlyList<JsonObject> Monitors { get; init; } = [];
    public IReadOnlyList<JsonObject> Channels { get; init; } = [];
    public JsonObject? Page { get; init; }

    /// <summary>The installation's; null: not known.</summary>
    public IReadOnlyList<string>? Regions { get; init; }
}

public enum ChangeKind
{
    Unchanged,
    Create,
    Change,
    Delete,
}

public enum Part
{
    Channel,
    Monitor,
    Page,
}

/// <summary>One field of one thing: what it says now and what it will say. Secrets are shown as <c>•••</c>; null: nothing.</summary>
public sealed record FieldChange(string Path, string? Before, string? After);

/// <summary>What becomes of one thing.</summary>
public sealed record Change(ChangeKind Kind, Part Part, string Key, string Name)
{
    /// <summary>Null for what is to be created, and for the page.</summary>
    public string? Id { get; init; }
    public IReadOnlyList<FieldChange> Fields { get; init; } = [];

    /// <summary>What is sent to create or change it; holds secrets, and is for nobody's eyes.</summary>
    public JsonObject? Body { get; init; }

    /// <summary>What the plan rests on, complete: should it look different when it is to be changed, somebody else was there.</summary>
    public JsonObject? Seen { get; init; }

    public override string ToString() => $"{Kind} {Part} {Key}";
}

/// <summary>What would make what is there be as the file wants it.</summary>
/// <param name="Changes">Channels, monitors, page; each in the order of keys; deletions last.</param>
/// <param name="Kept">Keys that are there and not in the file, and stay.</param>
/// <param name="Warnings">What a person should know before saying yes.</param>
/// <param name="Problems">Why it cannot be done.</param>
public sealed record Plan(IReadOnlyList<Change> Changes, IReadOnlyList<string> Kept, IReadOnlyList<string> Warnings, IReadOnlyList<string> Problems)
{
    public IEnumerable<Change> ToDo => Changes.Where(change => change.Kind != ChangeKind.Unchanged);
    public bool IsEmpty => !ToDo.Any();

    public int Count(ChangeKind kind) => Changes.Count(change => change.Kind == kind);
}

/// <summary>What a person allowed.</summary>
/// <param name="Delete">Whether what has a key and is not in the file goes.</param>
/// <param name="UpdateSecrets">Whether secrets of the file are sent although there are some: they cannot be compared.</param>
public sealed record PlanOptions(bool Delete = false, bool UpdateSecrets = false);
