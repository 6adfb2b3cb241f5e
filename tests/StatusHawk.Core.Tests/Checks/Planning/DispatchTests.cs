using System.Text.Json;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Checks.Planning;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Tests.Checks.Planning;

public sealed class DispatchTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Rounds_due_at_one_slot_in_one_region_share_a_message()
    {
        var messages = Dispatch.Messages([Round("a", 30), Round("b", 30), Round("c", 40), Round("d", 30, "us")], Noon).ToArray();

        messages.Select(message => (message.Queue, string.Concat(message.Message.Rounds.Select(round => round.Shard)))).ShouldBe(
            [("checks-eu", "ab"), ("checks-us", "d"), ("checks-eu", "c")]);
    }

    [Fact]
    public void A_message_is_seen_two_seconds_before_its_slot_and_is_gone_when_the_next_is_due()
    {
        var message = Dispatch.Messages([Round("a", 30)], Noon).Single();

        message.VisibleIn(Noon).ShouldBe(TimeSpan.FromSeconds(28));
        message.VisibleIn(Noon.AddSeconds(10)).ShouldBe(TimeSpan.FromSeconds(18));
        message.GoneAt.ShouldBe(Noon.AddSeconds(90));
    }

    [Fact]
    public void A_round_whose_slot_has_come_is_seen_at_once_and_one_past_its_time_is_left_out()
    {
        var messages = Dispatch.Messages([Round("late", -30), Round("too late", -60)], Noon).ToArray();

        messages.Single().Message.Rounds.Single().Shard.ShouldBe("late");
        messages.Single().VisibleIn(Noon).ShouldBeNull();
    }

    [Fact]
    public void No_message_is_larger_than_the_queue_allows()
    {
        var rounds = Enumerable.Range(0, 40).Select(i => Round($"shd_{i}", 30, checks: 30)).ToArray();

        var messages = Dispatch.Messages(rounds, Noon).ToArray();

        messages.Length.ShouldBeGreaterThan(1);
        messages.ShouldAllBe(message => JsonSerializer.SerializeToUtf8Bytes(message.Message, StatusHawkJson.Options).Length <= Queues.MaxMessageBytes);
        messages.Sum(message => message.Message.Rounds.Count).ShouldBe(40);
    }

    private static RoundRequest Round(string shard, int inSeconds, string region = "eu", int checks = 1) => new()
    {
        Shard = shard,
        WorkspaceId = "ws_aaaaaaaaaaaaaaaa",
        Slot = Slot.Of(Noon.AddSeconds(inSeconds)),
        Region = region,
        NotAfter = Slot.Of(Noon.AddSeconds(inSeconds + 60)),
        Checks =
        [
            .. Enumerable.Range(0, checks).Select(i => new CheckSpec
            {
                MonitorId = $"mon_{i:d16}", Kind = MonitorKind.Http, TimeoutSeconds = 10, Http = new HttpTarget { Url = "https://example.com/" + new string('x', 100) },
            }),
        ],
    };
}
