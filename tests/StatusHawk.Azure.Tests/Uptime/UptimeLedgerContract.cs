using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Uptime;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Uptime;

public sealed class TableUptimeLedgerTests(Emulators emulators) : UptimeLedgerContract(emulators.Get<IUptimeLedger>());

public sealed class InMemoryUptimeLedgerTests() : UptimeLedgerContract(new InMemoryStores().Uptime);

/// <summary>What both the table of Azure and its stand-in in memory do.</summary>
public abstract class UptimeLedgerContract(IUptimeLedger ledger)
{
    private static readonly Slot Day = Hours.DayOf(Slot.Of(Examples.Noon));
    private readonly string _monitor = Ids.New(Ids.Monitor);

    [Fact]
    public async Task A_row_is_read_back_whole_with_and_without_coverage()
    {
        UptimeRow[] rows = [Row(0), Row(1) with { UpSeconds = 0, DownSeconds = 0, UnknownSeconds = 0, PausedSeconds = 86_400 }];
        foreach (var row in rows) (await ledger.TryAddAsync(row, default)).ShouldBeTrue();

        (await ledger.ListAsync(_monitor, Day, Day + TimeSpan.FromDays(2), default)).ShouldBe(rows);
    }

    [Fact]
    public async Task A_row_is_never_changed()
    {
        await ledger.TryAddAsync(Row(0), default);

        (await ledger.TryAddAsync(Row(0) with { DownSeconds = 1 }, default)).ShouldBeFalse();
        (await ledger.ListAsync(_monitor, Day, Day + Hours.Day, default)).ShouldBe([Row(0)]);
    }

    [Fact]
    public async Task Corrections_follow_their_day_in_the_order_of_their_numbers()
    {
        foreach (var number in new[] { 10, 2, 0, 1 }) await ledger.TryAddAsync(Row(0) with { Number = number }, default);
        foreach (var day in new[] { -1, 1, 2 }) await ledger.TryAddAsync(Row(day), default);

        (await ledger.ListAsync(_monitor, Day, Day + TimeSpan.FromDays(2), default)).Select(row => (row.Day, row.Number))
            .ShouldBe([(Day, 0), (Day, 1), (Day, 2), (Day, 10), (Day + Hours.Day, 0)]);
        (await ledger.ListAsync(Ids.New(Ids.Monitor), Day, Day + Hours.Day, default)).ShouldBeEmpty();
    }

    private UptimeRow Row(int day) => new()
    {
        WorkspaceId = "ws_aaaaaaaaaaaaaaaa",
        MonitorId = _monitor,
        Day = Day + TimeSpan.FromDays(day),
        UpSeconds = 80_000,
        DownSeconds = 300,
        MaintenanceSeconds = 100,
        UnknownSeconds = 6_000,
        PausedSeconds = 0,
        Incidents = 2,
        WrittenAt = Examples.Noon.AddTicks(1_234_567),
    };
}
