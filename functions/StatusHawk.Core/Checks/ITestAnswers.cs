namespace StatusHawk.Core.Checks;

/// <summary>What tests found, for <see cref="TestAnswer.Kept"/>.</summary>
public interface ITestAnswers
{
    /// <summary>The first answer of a region to a test stays.</summary>
    Task StoreAsync(TestAnswer answer, CancellationToken cancellationToken);

    /// <summary>Null: the region has not answered, or the test is not the workspace's.</summary>
    Task<TestAnswer?> ReadAsync(string workspaceId, string testId, string region, CancellationToken cancellationToken);
}
