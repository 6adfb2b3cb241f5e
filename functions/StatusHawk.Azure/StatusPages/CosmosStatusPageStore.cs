using StatusHawk.Core;
using StatusHawk.Core.StatusPages;

namespace StatusHawk.Azure.StatusPages;

internal sealed class CosmosStatusPageStore(CosmosDatabase cosmos) : IStatusPageStore
{
    /// <summary>One page a workspace, so the document needs no id of its own to be found by.</summary>
    private const string DocumentId = "page";

    public async Task<Stored<StatusPage>?> ReadAsync(string workspaceId, CancellationToken cancellationToken)
    {
        var stored = await cosmos.Workspaces.ReadAsync<Document<StatusPage>>(DocumentId, workspaceId, cancellationToken);
        return stored is null ? null : new Stored<StatusPage>(stored.Value.Body, stored.ETag);
    }

    public Task<bool> TryWriteAsync(StatusPage page, string? etag, CancellationToken cancellationToken)
    {
        var document = new Document<StatusPage> { Id = DocumentId, WorkspaceId = page.WorkspaceId, Type = DocumentTypes.Page, Body = page };
        return cosmos.Workspaces.TryWriteAsync(document, DocumentId, page.WorkspaceId, etag, cancellationToken);
    }
}
