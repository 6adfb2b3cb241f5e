using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Checks;

public sealed class CosmosCheckLogTests(Emulators emulators) : CheckLogContract(emulators.Get<ICheckLog>());

public sealed class InMemoryCheckLogTests() : CheckLogContract(new InMemoryStores().Log);

/// <summary>What both the store of Azure and its stand-in in memory do.</summary>
public abstract class CheckLogContract(ICheckLog store)
{
    private readonly string _shard = Ids.New(Ids.Shard);

    [Fact]
    public async Task Of_two_entries_with_one_id_the_first_stored_wins()
    {
        (await store.AppendAsync(Examples.Round(_shard, outcome: Outcome.Down), default)).ShouldBeTrue();
        (await store.AppendAsync(Examples.Round(_shard, outcome: Outcome.Up), default)).ShouldBeFalse();

        (await store.ReadAsync(_shard, new Slot(0), default)).Single().Results.Single().Outcome.ShouldBe(Outcome.Down);
    }

    [Fact]
    public async Task A_round_and_the_lone_observations_of_its_slot_stand_side_by_side()
    {
        LogEntry[] entries = [.. Enum.GetValues<EntryKind>().Select(kind => Examples.Round(_shard, kind: kind)), Examples.Round(_shard, region: "us")];
        foreach (var entry in entries) (await store.AppendAsync(entry, default)).ShouldBeTrue();

        (await store.ReadAsync(_shard, new Slot(0), default)).Select(entry => entry.Id).ShouldBe(entries.Select(entry => entry.Id), ignoreOrder: true);
    }

    [Fact]
    public async Task Only_the_shards_own_entries_from_that_slot_on_are_read()
    {
        await store.AppendAsync(Examples.Round(_shard, second: 0), default);
        await store.AppendAsync(Examples.Round(_shard, second: 60), default);
        await store.AppendAsync(Examples.Round(Ids.New(Ids.Shard), second: 60), default);

        (await store.ReadAsync(_shard, Slot.Of(Examples.Noon.AddSeconds(60)), default)).Single().Slot.Time.ShouldBe(Examples.Noon.AddSeconds(60));
    }

    [Fact]
    public async Task A_stretch_is_read_with_both_its_ends()
    {
        foreach (var second in new[] { 0, 59, 60, 120, 180, 181 }) await store.AppendAsync(Examples.Round(_shard, second: second), default);
        await store.AppendAsync(Examples.Round(Ids.New(Ids.Shard), second: 120), default);

        var read = await store.ReadAsync(_shard, Slot.Of(Examples.Noon.AddSeconds(60)), Slot.Of(Examples.Noon.AddSeconds(180)), default);

        read.Select(entry => entry.Slot.Time).ShouldBe([Examples.Noon.AddSeconds(60), Examples.Noon.AddSeconds(120), Examples.Noon.AddSeconds(180)], ignoreOrder: true);
    }
}
