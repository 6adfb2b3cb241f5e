using StatusHawk.Core.Checks;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryTestAnswers(StoreJournal journal) : ITestAnswers
{
    private readonly Documents<TestAnswer> _answers = new();

    /// <summary>Everything stored, as JSON.</summary>
    public IReadOnlyList<string> Json => [.. _answers.Json];

    public Task StoreAsync(TestAnswer answer, CancellationToken cancellationToken) =>
        journal.RunAsync($"Tests.Store {answer.TestId}", () => _answers.TryAdd(Key(answer.WorkspaceId, answer.TestId, answer.Region), answer));

    public Task<TestAnswer?> ReadAsync(string workspaceId, string testId, string region, CancellationToken cancellationToken) =>
        journal.RunAsync($"Tests.Read {testId}", () => _answers.Find(Key(workspaceId, testId, region))?.Value);

    private static string Key(string workspaceId, string testId, string region) => $"{workspaceId}|{testId}|{region}";
}
