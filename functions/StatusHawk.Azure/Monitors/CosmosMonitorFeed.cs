using System.Text.Json;
using StatusHawk.Core;

namespace StatusHawk.Azure.Monitors;

internal sealed class CosmosMonitorFeed(CosmosDatabase cosmos) : IChangeFeed<Monitor>
{
    private readonly CosmosChangeFeed<Document<JsonElement>, Monitor> _documents = new(
        cosmos.Workspaces, document => document.Type == DocumentTypes.Monitor ? document.Body.Deserialize<Monitor>(StatusHawkJson.Options) : null);

    public Task ReadNewAsync(Action<IReadOnlyList<Monitor>> take, CancellationToken cancellationToken) => _documents.ReadNewAsync(take, cancellationToken);
}
