using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Azure.StatusPages;

internal sealed class CosmosStatusPageFeed(CosmosDatabase cosmos) : IChangeFeed<StatusPage>
{
    private readonly CosmosChangeFeed<Document<JsonElement>, StatusPage> _documents = new(
        cosmos.Workspaces, document => document.Type == DocumentTypes.Page ? document.Body.Deserialize<StatusPage>(StatusHawkJson.Options) : null);

    public Task ReadNewAsync(Action<IReadOnlyList<StatusPage>> take, CancellationToken cancellationToken) => _documents.ReadNewAsync(take, cancellationToken);
}
