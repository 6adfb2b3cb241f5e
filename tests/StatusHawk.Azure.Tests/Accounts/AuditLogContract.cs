using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Azure.Tests.Accounts;

public sealed class TableAuditLogTests(Emulators emulators) : AuditLogContract(emulators.Get<IAuditLog>());

public sealed class InMemoryAuditLogTests() : AuditLogContract(new InMemoryStores().Audit);

/// <summary>What both the table of Azure and its stand-in in memory do.</summary>
public abstract class AuditLogContract(IAuditLog log)
{
    private readonly string _of = Ids.New(Ids.Workspace);

    [Fact]
    public async Task A_row_is_added_once_and_read_back_whole_when_it_is_completed()
    {
        var attempted = Entry(minute: 0);
        await log.AddAsync(attempted, default);
        await log.AddAsync(attempted, default);
        (await ListAsync()).ShouldHaveSingleItem().ShouldBeWhole(attempted);

        var long32 = $"{{\"body\":\"{new string('x', AuditDifference.MaxLength - 11)}\"}}";
        var done = attempted with { Outcome = AuditOutcome.Done, Status = 200, Before = """{"name":"\"<ü>\""}""", After = long32 };
        await log.CompleteAsync(done, default);

        (await ListAsync()).ShouldHaveSingleItem().ShouldBeWhole(done);
    }

    [Fact]
    public async Task A_row_that_is_gone_is_not_brought_back()
    {
        var entry = Entry(minute: 0);
        await log.AddAsync(entry, default);
        await log.RemoveAsync(entry, default);
        await log.RemoveAsync(entry, default);
        await log.CompleteAsync(entry with { Outcome = AuditOutcome.Done }, default);

        (await ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_are_read_the_latest_first_from_any_place_on_also_among_rows_of_one_moment()
    {
        AuditEntry[] entries = [.. new[] { 3, 1, 2, 2, 2, 0 }.Select(Entry)];
        foreach (var entry in entries) await log.AddAsync(entry, default);
        await log.AddAsync(Entry(minute: 1) with { Of = Ids.New(Ids.Workspace) }, default);

        var read = new List<AuditEntry>();
        while (await log.ListAsync(new(_of, Examples.Noon, DateTimeOffset.MaxValue, read.Count == 0 ? null : read[^1].Place, 2), default) is { Count: > 0 } page)
        {
            page.Count.ShouldBeLessThanOrEqualTo(2);
            read.AddRange(page);
        }

        read.Select(entry => entry.At).ShouldBe(entries.Select(entry => entry.At).OrderDescending());
        read.Select(entry => entry.Id).Order().ShouldBe(entries.Select(entry => entry.Id).Order());
    }

    [Fact]
    public async Task Rows_are_read_from_a_time_on_up_to_another_that_is_not_included()
    {
        for (var minute = 0; minute < 4; minute++) await log.AddAsync(Entry(minute), default);

        var read = await log.ListAsync(new(_of, Examples.Noon.AddMinutes(1), Examples.Noon.AddMinutes(3), null, 10), default);

        read.Select(entry => entry.At).ShouldBe([Examples.Noon.AddMinutes(2), Examples.Noon.AddMinutes(1)]);
    }

    [Fact]
    public async Task Old_rows_are_removed_so_many_at_a_time_and_younger_ones_stay()
    {
        for (var minute = 0; minute < 4; minute++) await log.AddAsync(Entry(minute), default);

        (await log.RemoveBeforeAsync(_of, Examples.Noon.AddMinutes(3), 2, default)).ShouldBeFalse();
        (await ListAsync()).Count.ShouldBe(2);
        (await log.RemoveBeforeAsync(_of, Examples.Noon.AddMinutes(3), 2, default)).ShouldBeTrue();

        (await ListAsync()).ShouldHaveSingleItem().At.ShouldBe(Examples.Noon.AddMinutes(3));
    }

    private Task<IReadOnlyList<AuditEntry>> ListAsync() => log.ListAsync(new(_of, Examples.Noon.AddDays(-1), DateTimeOffset.MaxValue, null, 100), default);

    private AuditEntry Entry(int minute) => new()
    {
        Id = Ids.New(Ids.Audit),
        Of = _of,
        At = Examples.Noon.AddMinutes(minute),
        Action = "ChangeMonitor",
        Caller = new(AuditCallerKind.Person, "usr_aaaaaaaaaaaaaaaa", "Kim \"<ü>\""),
        Address = "2001:db8::1",
        Target = new Dictionary<string, string> { ["monitorId"] = "mon_aaaaaaaaaaaaaaaa" },
    };
}
