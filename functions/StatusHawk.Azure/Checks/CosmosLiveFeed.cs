using StatusHawk.Core;
using StatusHawk.Core.Checks.Verdicts;

namespace StatusHawk.Azure.Checks;

internal sealed class CosmosLiveFeed(CosmosDatabase cosmos) : IChangeFeed<LiveState>
{
    private readonly CosmosChangeFeed<LiveDocument, LiveState> _documents = new(cosmos.Live, document => document.State);

    public Task ReadNewAsync(Action<IReadOnlyList<LiveState>> take, CancellationToken cancellationToken) => _documents.ReadNewAsync(take, cancellationToken);
}
