using System.Text.Json.Nodes;
using StatusHawk.Cli.Output;

namespace StatusHawk.Cli.AsCode;

/// <summary>Shows a plan to a person, and as JSON.</summary>
public static class PlanDrawing
{
    public static void Draw(Plan plan, Terminal terminal)
    {
        foreach (var change in plan.ToDo)
        {
            var (sign, colour) = SignOf(change.Kind);
            var name = change.Name == change.Key || change.Part == Part.Page ? "" : $" [dim]({Terminal.Plain(change.Name)})[/]";
            terminal.Line($"[{colour}]{sign}[/] {WordOf(change)}{name}");
            foreach (var field in change.Fields) terminal.Line("    " + Line(change.Kind, field));
        }

        if (!plan.IsEmpty) terminal.Line();
        terminal.Line(Summary(plan));
        foreach (var kept in plan.Kept) terminal.Remark($"[dim]kept:[/] {Terminal.Plain(kept)} is not in the file; --delete deletes it.");
        foreach (var warning in plan.Warnings) terminal.Remark($"[yellow]note:[/] {Terminal.Plain(warning)}");
    }

    public static JsonObject ToJson(Plan plan) => new()
    {
        ["changes"] = new JsonArray([.. plan.ToDo.Select(change => new JsonObject
        {
            ["kind"] = Lower(change.Kind),
            ["part"] = Lower(change.Part),
            ["key"] = change.Key,
            ["id"] = change.Id,
            ["fields"] = new JsonArray([.. change.Fields.Select(field => new JsonObject { ["path"] = field.Path, ["before"] = field.Before, ["after"] = field.After })]),
        })]),
        ["unchanged"] = plan.Count(ChangeKind.Unchanged),
        ["kept"] = Texts(plan.Kept),
        ["warnings"] = Texts(plan.Warnings),
        ["problems"] = Texts(plan.Problems),
    };

    public static string WordOf(Change change) => change.Part == Part.Page ? "page" : $"{Lower(change.Part)} {Terminal.Plain(change.Key)}";

    public static (string Sign, string Colour) SignOf(ChangeKind kind) => kind switch
    {
        ChangeKind.Create => ("+", "green"),
        ChangeKind.Delete => ("-", "red"),
        _ => ("~", "yellow"),
    };

    private static string Summary(Plan plan) => plan.IsEmpty
        ? $"No changes: {plan.Count(ChangeKind.Unchanged)} as they should be."
        : $"{plan.Count(ChangeKind.Create)} to create, {plan.Count(ChangeKind.Change)} to change, {plan.Count(ChangeKind.Delete)} to delete, {plan.Count(ChangeKind.Unchanged)} unchanged.";

    private static string Line(ChangeKind kind, FieldChange field)
    {
        var (before, after) = (Terminal.Plain(field.Before ?? "none"), Terminal.Plain(field.After ?? "none"));
        return kind == ChangeKind.Create ? $"[dim]{Terminal.Plain(field.Path)}:[/] {after}" : $"{Terminal.Plain(field.Path)}: [red]{before}[/] → [green]{after}[/]";
    }

    private static string Lower<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
