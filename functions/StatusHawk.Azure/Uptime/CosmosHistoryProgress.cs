using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Uptime;
using static StatusHawk.Azure.PipelineDocument<StatusHawk.Core.Checks.Slot>;

namespace StatusHawk.Azure.Uptime;

internal sealed class CosmosHistoryProgress(CosmosDatabase cosmos) : IHistoryProgress
{
    public async Task<Stored<Slot>?> ReadAsync(RollUpSpan span, CancellationToken cancellationToken)
    {
        var stored = await cosmos.Pages.ReadAsync<PipelineDocument<Slot>>(IdOf(span), Partition, cancellationToken);
        return stored is null ? null : new Stored<Slot>(stored.Value.Value, stored.ETag);
    }

    public Task<bool> TryMoveAsync(RollUpSpan span, Slot slot, string? etag, CancellationToken cancellationToken) =>
        cosmos.Pages.TryWriteAsync(new PipelineDocument<Slot> { Id = IdOf(span), Value = slot }, IdOf(span), Partition, etag, cancellationToken);

    private static string IdOf(RollUpSpan span) => HistoryPrefix + HistoryDocument<RollUp>.NameOf(span);
}
