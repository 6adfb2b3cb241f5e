using System.Runtime.CompilerServices;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using StatusHawk.Emulation.Durable.Hub;

namespace StatusHawk.Emulation.Durable.Client;

/// <summary>Instances in the order of their ids, in pages. A continuation token is the last id of a page.</summary>
internal sealed class InstancePages(HubTables tables, OrchestrationQuery query) : AsyncPageable<OrchestrationMetadata>
{
    public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        if (query.TaskHubNames is not null)
            throw new NotSupportedException($"{nameof(OrchestrationQuery)}.{nameof(OrchestrationQuery.TaskHubNames)}");
        return ReadAsync(continuationToken ?? query.ContinuationToken, pageSizeHint ?? query.PageSize);
    }

    private async IAsyncEnumerable<Page<OrchestrationMetadata>> ReadAsync(
        string? after, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var rows = await tables.LoadStatusesAsync(query.InstanceIdPrefix ?? "", cancellationToken);
        var wanted = rows
            .Select(row => (Row: row, Status: StatusRow.Read(row, _ => null)))
            .Where(found => Metadata.IsWanted(found.Status, query))
            .Where(found => after is null || string.CompareOrdinal(found.Row.Partition, Keys.Partition(after)) > 0)
            .Select(found => found.Status)
            .ToList();
        foreach (var page in wanted.Chunk(pageSize))
        {
            var values = new List<OrchestrationMetadata>();
            foreach (var status in page)
                values.Add(await ReadAsync(status, cancellationToken));
            yield return new(values, page[^1] == wanted[^1] ? null : page[^1].Id);
        }
    }

    private async Task<OrchestrationMetadata> ReadAsync(InstanceStatus status, CancellationToken cancellationToken)
    {
        // Long values are not among what a query reads.
        var whole = query.FetchInputsAndOutputs ? await tables.FindAsync(status.Id, true, cancellationToken) : null;
        return Metadata.Of(whole ?? status, query.FetchInputsAndOutputs);
    }
}
