using System.Text.Json.Nodes;
using StatusHawk.Cli.Server;

namespace StatusHawk.Cli.AsCode;

/// <summary>
/// Does what a plan says, one thing after the other, and stops at the first that fails. It may end at any line: whatever was done is seen by the next plan,
/// which finds things by their stable keys. Nothing is changed that looks different from what the plan was made of.
/// </summary>
/// <param name="workspace">Where.</param>
/// <param name="regions">The installation's, as in the plan.</param>
/// <param name="done">Is told of each thing that is done.</param>
public sealed class Applying(Workspace workspace, IReadOnlyList<string>? regions, Action<Change> done)
{
    public async Task RunAsync(Plan plan, CancellationToken cancellationToken)
    {
        foreach (var change in plan.ToDo)
        {
            await DoAsync(change, cancellationToken);
            done(change);
        }
    }

    private Task DoAsync(Change change, CancellationToken cancellationToken) => change.Kind switch
    {
        ChangeKind.Create => CreateAsync(change, cancellationToken),
        ChangeKind.Delete => DeleteAsync(change, cancellationToken),
        _ => ChangeAsync(change, cancellationToken),
    };

    // The key of a creation is new with every run: within one it makes repetitions harmless, and between runs the thing's stable key does. One derived
    // from the content would bring back the answer of a thing that was deleted since.
    private async Task CreateAsync(Change change, CancellationToken cancellationToken)
    {
        try
        {
            await workspace.SendAsync(HttpMethod.Post, Collection(change), change.Body, $"{Word(change)} was not created", cancellationToken, idempotencyKey: $"statushawk-{Guid.NewGuid():n}");
        }
        catch (CliException e) when (e.Status == 409)
        {
            throw new CliException($"Conflict: {e.Message}", "Somebody was there since the plan was made. What was done so far stays; run it again to see what is left.", e.Details) { Status = 409 };
        }
    }

    private async Task ChangeAsync(Change change, CancellationToken cancellationToken)
    {
        var version = await VersionAsync(change, cancellationToken);
        if (version is null) throw Conflict(change);
        await GuardAsync(change, () => workspace.SendAsync(HttpMethod.Patch, PathOf(change), change.Body, $"{Word(change)} was not changed", cancellationToken, version.ETag));
    }

    private async Task DeleteAsync(Change change, CancellationToken cancellationToken)
    {
        // Somebody else deleted it: that is what was wanted.
        if (await VersionAsync(change, cancellationToken) is not { } version) return;
        await GuardAsync(change, () => workspace.SendAsync(HttpMethod.Delete, PathOf(change), null, $"{Word(change)} was not deleted", cancellationToken, version.ETag));
    }

    private async Task<Answer?> VersionAsync(Change change, CancellationToken cancellationToken)
    {
        Answer now;
        try
        {
            now = await workspace.GetAsync(PathOf(change), $"{Word(change)} was not read again", cancellationToken);
        }
        catch (CliException e) when (e.Status == 404)
        {
            return null;
        }

        var looks = change.Part switch
        {
            Part.Monitor => MonitorShape.Complete(now.Object, regions),
            Part.Channel => ChannelShape.Complete(now.Object),
            _ => Planning.PageOf(now.Object),
        };
        return JsonNode.DeepEquals(looks, change.Seen) ? now : throw Conflict(change);
    }

    private static async Task GuardAsync(Change change, Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (CliException e) when (e.Status is 412)
        {
            throw Conflict(change);
        }
    }

    private static CliException Conflict(Change change) =>
        new($"Conflict: {Word(change)} was changed by somebody else since the plan was made; it was left alone.", "What was done so far stays; run it again to see what is left.") { Status = 412 };

    private static string Word(Change change) => change.Part == Part.Page ? "The status page" : $"{change.Part} {change.Key}";

    private static string Collection(Change change) => change.Part == Part.Monitor ? "monitors" : "channels";

    private static string PathOf(Change change) => change.Part == Part.Page ? "status-page" : $"{Collection(change)}/{change.Id}";
}
