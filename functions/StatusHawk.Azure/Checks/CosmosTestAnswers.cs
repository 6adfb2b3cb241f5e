using StatusHawk.Azure.Accounts;
using StatusHawk.Core.Checks;

namespace StatusHawk.Azure.Checks;

/// <summary>In <c>accounts</c>, which is read by ids: the workspace is part of the id, so that nobody finds another's.</summary>
internal sealed class CosmosTestAnswers(CosmosDatabase cosmos) : ITestAnswers
{
    public Task StoreAsync(TestAnswer answer, CancellationToken cancellationToken)
    {
        var id = IdOf(answer.WorkspaceId, answer.TestId, answer.Region);
        var document = new AccountDocument<TestAnswer> { Id = id, Ttl = (int)TestAnswer.Kept.TotalSeconds, Body = answer };
        return cosmos.Accounts.TryWriteAsync(document, id, id, etag: null, cancellationToken);
    }

    public async Task<TestAnswer?> ReadAsync(string workspaceId, string testId, string region, CancellationToken cancellationToken)
    {
        var id = IdOf(workspaceId, testId, region);
        return (await cosmos.Accounts.ReadAsync<AccountDocument<TestAnswer>>(id, id, cancellationToken))?.Value.Body;
    }

    private static string IdOf(string workspaceId, string testId, string region) => $"{workspaceId}|{testId}|{region}";
}
