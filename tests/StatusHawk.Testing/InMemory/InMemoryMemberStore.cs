using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Testing.InMemory;

public sealed class InMemoryMemberStore(StoreJournal journal) : IMemberStore
{
    private readonly Documents<Member> _members = new();

    internal Documents<Member> Documents => _members;

    public Task<Stored<Member>?> ReadAsync(string workspaceId, string userId, CancellationToken cancellationToken) =>
        journal.RunAsync($"Members.Read {workspaceId}", () => _members.Find(Key(workspaceId, userId)));

    public Task<IReadOnlyList<Member>> ListAsync(string workspaceId, CancellationToken cancellationToken) =>
        journal.RunAsync<IReadOnlyList<Member>>($"Members.List {workspaceId}", () =>
            [.. _members.All.Where(member => member.WorkspaceId == workspaceId).OrderBy(member => member.JoinedAt).ThenBy(member => member.UserId, StringComparer.Ordinal)]);

    public Task<bool> TryCreateAsync(Member member, CancellationToken cancellationToken) =>
        journal.RunAsync($"Members.Create {member.WorkspaceId}", () => _members.TryAdd(Key(member.WorkspaceId, member.UserId), member));

    public Task<bool> TryReplaceAsync(Member member, string etag, CancellationToken cancellationToken) =>
        journal.RunAsync($"Members.Replace {member.WorkspaceId}", () => _members.TryWrite(Key(member.WorkspaceId, member.UserId), member, etag));

    public Task DeleteAsync(string workspaceId, string userId, CancellationToken cancellationToken) =>
        journal.RunAsync($"Members.Delete {workspaceId}", () =>
        {
            _members.Remove(Key(workspaceId, userId));
            return true;
        });

    private static string Key(string workspaceId, string userId) => $"{workspaceId}|{userId}";
}
