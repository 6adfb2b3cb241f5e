using System.Text.Json;
using StatusHawk.Core;

namespace StatusHawk.Azure.Monitors;

internal sealed class CosmosMonitorFeed(CosmosDatabase cosmos) : IChangeFeed<Monitor>
{
    private readonly CosmosChangeFeed<Document<JsonElement>> _documents = new(cosmos.Workspaces);

    public async Task<IReadOnlyList<Monitor>> ReadNewAsync(CancellationToken cancellationToken) =>
    [
        .. from document in await _documents.ReadNewAsync(cancellationToken)
           where document.Type == DocumentTypes.Monitor
           select document.Body.Deserialize<Monitor>(StatusHawkJson.Options)!,
    ];
}
