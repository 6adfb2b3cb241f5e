using System.Text;
using System.Text.Json;
using StatusHawk.Core.Checks;

namespace StatusHawk.Core.Tests.Checks;

public sealed class LogEntryTests
{
    [Theory]
    [InlineData(EntryKind.Round, "20260301T120000Z|eu|2")]
    [InlineData(EntryKind.Urgent, "20260301T120000Z|eu|u|mon_aaaaaaaaaaaaaaaa")]
    [InlineData(EntryKind.Opinion, "20260301T120000Z|eu|o|mon_aaaaaaaaaaaaaaaa")]
    public void An_entrys_id_says_slot_region_and_part_or_monitor(EntryKind kind, string id) => Entry(kind).Id.ShouldBe(id);

    [Fact]
    public void A_result_is_written_as_a_short_array_and_read_back_whole()
    {
        var json = JsonSerializer.Serialize(Entry(EntryKind.Round), StatusHawkJson.Options);

        json.ShouldContain("""["aaaaaaaaaaaaaaaa","d",1,2,3,4,5,{"error":"refused","message":"No.","phase":"connect","attempts":2}]""");
        var read = StatusHawkJson.Read<LogEntry>(json);
        read.Results.ShouldBe(Entry(EntryKind.Round).Results);
        read.Id.ShouldBe(Entry(EntryKind.Round).Id);
    }

    [Fact]
    public void Fields_that_a_later_version_appends_to_a_result_are_passed_over() =>
        StatusHawkJson.Read<CheckResult>("""["aaaaaaaaaaaaaaaa","u",1,2,3,4,5,{"error":"timeout","message":"m"},[1,{"x":2}],7]""").Timings.Total.ShouldBe(15);

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""["aaaaaaaaaaaaaaaa"]""")]
    [InlineData("""["aaaaaaaaaaaaaaaa","?",1,2,3,4,5]""")]
    [InlineData("""["aaaaaaaaaaaaaaaa","u",1,2,"3",4,5]""")]
    public void What_is_no_result_is_refused(string json) => Should.Throw<JsonException>(() => StatusHawkJson.Read<CheckResult>(json));

    [Fact]
    public void A_healthy_observation_of_a_full_shard_takes_at_most_60_bytes()
    {
        var entry = Entry(EntryKind.Round) with
        {
            Results = [.. Enumerable.Range(0, 50).Select(_ => new CheckResult { MonitorId = Ids.New(Ids.Monitor), Outcome = Outcome.Up, Timings = new(12, 34, 56, 120, 3) })],
        };

        (Encoding.UTF8.GetByteCount(JsonSerializer.Serialize(entry, StatusHawkJson.Options)) / 50).ShouldBeLessThan(60);
    }

    private static LogEntry Entry(EntryKind kind) => new()
    {
        Kind = kind,
        Shard = "shd_aaaaaaaaaaaaaaaa",
        WorkspaceId = "ws_aaaaaaaaaaaaaaaa",
        Slot = Slot.Of(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)),
        Region = "eu",
        Part = 2,
        Results =
        [
            new CheckResult
            {
                MonitorId = "mon_aaaaaaaaaaaaaaaa", Outcome = Outcome.Down, Timings = new(1, 2, 3, 4, 5),
                Evidence = new Evidence { Error = ErrorClass.Refused, Message = "No.", Phase = CheckPhase.Connect, Attempts = 2 },
            },
        ],
    };
}
