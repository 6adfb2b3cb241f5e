using System.Text.Json;
using StatusHawk.Core;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Azure.StatusPages;

internal sealed class CosmosStatusPageFeed(CosmosDatabase cosmos) : IChangeFeed<StatusPage>
{
    private readonly CosmosChangeFeed<Document<JsonElement>> _documents = new(cosmos.Workspaces);

    public async Task<IReadOnlyList<StatusPage>> ReadNewAsync(CancellationToken cancellationToken) =>
    [
        .. from document in await _documents.ReadNewAsync(cancellationToken)
           where document.Type == DocumentTypes.Page
           select document.Body.Deserialize<StatusPage>(StatusHawkJson.Options)!,
    ];
}
