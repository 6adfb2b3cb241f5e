using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Accounts;

public sealed class CosmosRemovalsTests(Emulators emulators) : RemovalsContract(emulators.Get<IRemovals>());

public sealed class InMemoryRemovalsTests() : RemovalsContract(new InMemoryStores().Removals);

/// <summary>What both the store of Azure and its stand-in in memory do.</summary>
public abstract class RemovalsContract(IRemovals removals)
{
    [Fact]
    public async Task A_mark_is_listed_replaced_by_whoever_read_it_last_and_taken_off()
    {
        var mark = new Removal { WorkspaceId = Ids.New(Ids.Workspace), MarkedAt = Examples.Noon };
        await removals.MarkAsync(mark, default);
        var read = (await removals.ListAsync(default)).Single(each => each.Value.WorkspaceId == mark.WorkspaceId);
        read.Value.ShouldBe(mark);
        (await removals.ReadAsync(mark.WorkspaceId, default)).ShouldBe(read);
        var next = mark with { StoppedAt = Examples.Noon.AddMinutes(1), DoneAt = Examples.Noon.AddMinutes(20) };

        (await removals.TryReplaceAsync(next, read.ETag, default)).ShouldBeTrue();
        (await removals.TryReplaceAsync(mark, read.ETag, default)).ShouldBeFalse();
        await removals.UnmarkAsync(read, default);

        var present = (await removals.ReadAsync(mark.WorkspaceId, default))!;
        present.Value.ShouldBe(next);
        await removals.UnmarkAsync(present, default);
        await removals.UnmarkAsync(present, default);
        (await removals.ReadAsync(mark.WorkspaceId, default)).ShouldBeNull();
        (await removals.ListAsync(default)).ShouldNotContain(each => each.Value.WorkspaceId == mark.WorkspaceId);
    }

    [Fact]
    public async Task Marking_again_begins_anew()
    {
        var mark = new Removal { WorkspaceId = Ids.New(Ids.Workspace), MarkedAt = Examples.Noon, StoppedAt = Examples.Noon };
        await removals.MarkAsync(mark, default);
        var before = (await removals.ReadAsync(mark.WorkspaceId, default))!;
        var again = new Removal { WorkspaceId = mark.WorkspaceId, MarkedAt = Examples.Noon.AddDays(8) };

        await removals.MarkAsync(again, default);

        (await removals.ReadAsync(mark.WorkspaceId, default))!.Value.ShouldBe(again);
        (await removals.TryReplaceAsync(mark, before.ETag, default)).ShouldBeFalse();
    }
}
