using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;
using static StatusHawk.Azure.PipelineDocument<StatusHawk.Core.Checks.Slot>;

namespace StatusHawk.Azure.Checks;

internal sealed class CosmosCursorStore(CosmosDatabase cosmos) : ICursorStore
{
    public async Task<Stored<Slot>?> ReadAsync(CancellationToken cancellationToken)
    {
        var stored = await cosmos.Pages.ReadAsync<PipelineDocument<Slot>>(Cursor, Partition, cancellationToken);
        return stored is null ? null : new Stored<Slot>(stored.Value.Value, stored.ETag);
    }

    public Task<bool> TryMoveAsync(Slot cursor, string? etag, CancellationToken cancellationToken) =>
        cosmos.Pages.TryWriteAsync(new PipelineDocument<Slot> { Id = Cursor, Value = cursor }, Cursor, Partition, etag, cancellationToken);
}
