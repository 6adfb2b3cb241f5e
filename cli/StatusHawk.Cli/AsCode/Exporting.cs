using System.Text;
using System.Text.Json.Nodes;

namespace StatusHawk.Cli.AsCode;

/// <summary>A thing that has no stable key yet, and the one that is proposed for it.</summary>
public sealed record Proposal(Part Part, string Id, string Key, string Name);

/// <summary>Writes what is there as a file. Pure.</summary>
public static class Exporting
{
    /// <summary>Keys for all that has none: made of the name, and none that is taken.</summary>
    public static IReadOnlyList<Proposal> Proposals(Actual actual) =>
        [.. Of(Part.Channel, actual.Channels), .. Of(Part.Monitor, actual.Monitors)];

    /// <param name="actual">What is there.</param>
    /// <param name="proposals">Keys for what has none.</param>
    public static string Write(Actual actual, IReadOnlyList<Proposal> proposals)
    {
        var keys = proposals.ToDictionary(proposal => proposal.Id, proposal => proposal.Key, StringComparer.Ordinal);
        return DefinitionWriter.Write(
            actual.Monitors.ToDictionary(KeyOf, monitor => MonitorShape.Short(KeyOf(monitor), monitor, actual.Regions), StringComparer.Ordinal),
            actual.Channels.ToDictionary(KeyOf, channel => ChannelShape.Short(KeyOf(channel), channel), StringComparer.Ordinal),
            actual.Page is null ? null : Planning.PageOf(actual.Page),
            [$"{Mask.Text} keeps a secret that is there. Give one in clear as ${{env:NAME}}."]);

        string KeyOf(JsonObject thing) => Planning.KeyOf(thing) ?? keys[MonitorShape.Text(thing["id"])!];
    }

    /// <summary>A key made of a name: <c>Shop (EU)</c> is <c>shop-eu</c>.</summary>
    public static string KeyOf(string name, ISet<string> taken)
    {
        var key = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '.' or '_') key.Append(c);
            else if (char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.NonSpacingMark && key.Length > 0 && key[^1] != '-') key.Append('-');
        }

        var root = key.ToString().Trim('-', '.');
        if (root.Length == 0) root = "unnamed";
        if (root.Length > 80) root = root[..80].TrimEnd('-', '.');
        var candidate = root;
        for (var i = 2; !taken.Add(candidate); i++) candidate = $"{root}-{i}";
        return candidate;
    }

    private static IEnumerable<Proposal> Of(Part part, IReadOnlyList<JsonObject> things)
    {
        var taken = things.Select(Planning.KeyOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var thing in things.Where(thing => Planning.KeyOf(thing) is null))
        {
            var name = MonitorShape.Text(thing["name"]) ?? "";
            yield return new(part, MonitorShape.Text(thing["id"])!, KeyOf(name, taken), name);
        }
    }
}
