using StatusHawk.Bench.Pipeline;

namespace StatusHawk.Bench.Tests.Pipeline;

public sealed class StorageCounterTests
{
    [Fact]
    public void Counts_until_it_is_asked_and_then_anew()
    {
        var counter = new StorageCounter();
        counter.Note(StorageOperation.QueuePut, 100, [], null);
        counter.Note(StorageOperation.QueuePut, 50, [], null);
        counter.Note(StorageOperation.TableWrite, 70, [], null);

        var tally = counter.Take();

        (tally[StorageOperation.QueuePut], tally[StorageOperation.TableWrite], tally[StorageOperation.BlobRead]).ShouldBe((2, 1, 0));
        tally.BytesSent.ShouldBe(150);
        counter.Take().Counts.ShouldBeEmpty();
    }

    [Fact]
    public void A_message_is_held_from_when_it_was_got_until_it_is_deleted_also_when_the_counting_begins_in_between()
    {
        var counter = new StorageCounter();
        counter.Note(StorageOperation.QueueGet, 0, ["a", "b"], null);
        counter.Take();
        counter.Note(StorageOperation.QueueDelete, 0, [], "a");

        var run = counter.Take().Runs.ShouldHaveSingleItem();

        run.To.ShouldBeGreaterThanOrEqualTo(run.From);
    }
}
