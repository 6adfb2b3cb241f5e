using StatusHawk.Core;
using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Azure.Checks;

internal sealed class CosmosLiveFeed(CosmosDatabase cosmos) : IChangeFeed<LiveState>
{
    private readonly CosmosChangeFeed<LiveDocument> _documents = new(cosmos.Live);

    public async Task<IReadOnlyList<LiveState>> ReadNewAsync(CancellationToken cancellationToken) =>
        [.. (await _documents.ReadNewAsync(cancellationToken)).Select(document => document.State)];
}
