using StatusHawk.Core;
using StatusHawk.Core.Alerting;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Alerting;

public sealed class TableDeliveryLedgerTests(Emulators emulators) : DeliveryLedgerContract(emulators.Get<IDeliveryLedger>());

public sealed class InMemoryDeliveryLedgerTests() : DeliveryLedgerContract(new InMemoryStores().Deliveries);

/// <summary>What both the table of Azure and its stand-in in memory do.</summary>
public abstract class DeliveryLedgerContract(IDeliveryLedger ledger)
{
    [Fact]
    public async Task A_row_is_read_back_whole_with_and_without_what_may_be_missing()
    {
        var queued = Examples.Delivery();
        var sending = Examples.Delivery(queued.IncidentId, number: 2) with
        {
            State = DeliveryState.Sending,
            Attempts = 3,
            Until = Examples.Noon.AddTicks(1_234_567),
            Detail = "It said 'no' to \"<ü>\".",
        };
        await ledger.TryWriteAsync(queued, null, default);
        await ledger.TryWriteAsync(sending, null, default);

        (await ledger.ReadAsync(queued.IncidentId, queued.ChannelId, 1, default))!.Value.ShouldBe(queued);
        (await ledger.ReadAsync(queued.IncidentId, queued.ChannelId, 2, default))!.Value.ShouldBe(sending);
        (await ledger.ReadAsync(queued.IncidentId, queued.ChannelId, 3, default)).ShouldBeNull();
        (await ledger.ListAsync(queued.IncidentId, default)).Select(row => row.Number).ShouldBe([1, 2]);
        (await ledger.ListAsync(Ids.New(Ids.Incident), default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_who_read_the_same_version_one_may_write()
    {
        var row = Examples.Delivery();
        (await ledger.TryWriteAsync(row, null, default)).ShouldBeTrue();
        (await ledger.TryWriteAsync(row, null, default)).ShouldBeFalse("it is there already");
        var read = (await ledger.ReadAsync(row.IncidentId, row.ChannelId, row.Number, default))!;

        (await ledger.TryWriteAsync(row with { State = DeliveryState.Sent }, read.ETag, default)).ShouldBeTrue();
        (await ledger.TryWriteAsync(row with { State = DeliveryState.Failed }, read.ETag, default)).ShouldBeFalse();
        (await ledger.ReadAsync(row.IncidentId, row.ChannelId, row.Number, default))!.Value.State.ShouldBe(DeliveryState.Sent);
    }

    [Fact]
    public async Task What_a_later_state_does_not_have_is_gone()
    {
        var row = Examples.Delivery() with { Until = Examples.Noon, Detail = "Old." };
        await ledger.TryWriteAsync(row, null, default);
        var read = (await ledger.ReadAsync(row.IncidentId, row.ChannelId, row.Number, default))!;

        await ledger.TryWriteAsync(row with { Until = null, Detail = null }, read.ETag, default);

        (await ledger.ReadAsync(row.IncidentId, row.ChannelId, row.Number, default))!.Value.ShouldBe(row with { Until = null, Detail = null });
    }
}
