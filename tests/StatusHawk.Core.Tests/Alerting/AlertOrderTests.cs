using FsCheck;
using FsCheck.Fluent;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Incidents;

namespace StatusHawk.Core.Tests.Alerting;

public sealed class AlertOrderTests
{
    [Theory]
    //          transitions  rows so far: number, state letter, attempts      told next  suppressed
    [InlineData("d", "", 1, "")]
    [InlineData("d", "1s1", 0, "")] // sent
    [InlineData("d", "1f9", 0, "")] // given up
    [InlineData("d", "1q2", 1, "")] // to be tried again
    [InlineData("d", "1i1", 1, "")] // under way, or died
    [InlineData("dr", "", 0, "1 2")] // over before anybody could have heard
    [InlineData("dr", "1q0", 0, "1 2")]
    [InlineData("dr", "1q1", 1, "")] // a try has begun: nobody knows what the receiver saw
    [InlineData("dr", "1s1", 2, "")]
    [InlineData("dr", "1f9", 2, "")]
    [InlineData("dr", "1s1 2s1", 0, "")]
    [InlineData("dro", "1s1 2s1", 3, "")] // opened again
    [InlineData("dror", "1s1 2s1", 0, "3 4")]
    [InlineData("dror", "", 0, "1 2 3 4")]
    [InlineData("dro", "", 3, "1 2")]
    [InlineData("dpo", "1s1", 2, "")] // resolved by hand, and still down
    [InlineData("dr", "1x0", 0, "2")] // the channel was off when it began
    [InlineData("dro", "1x0", 3, "2")]
    [InlineData("dpr", "", 0, "1 2 3")] // resolved by hand, then by the checks, and all before a first try
    [InlineData("f", "", 1, "")]
    [InlineData("de", "1s1", 2, "")]
    public void Each_transition_is_told_after_the_one_before_it_is_settled(string kinds, string rows, int expected, string suppressed)
    {
        var step = AlertOrder.Next(IncidentOf(kinds), Channel(), Rows(rows));

        (step.Tell?.Number ?? 0).ShouldBe(expected);
        string.Join(' ', step.Suppress.Select(transition => transition.Number)).ShouldBe(suppressed);
    }

    [Fact]
    public void A_channel_hears_nothing_of_what_began_before_it_was_made()
    {
        var late = Channel() with { CreatedAt = At(2).AddSeconds(-1) };

        AlertOrder.Next(IncidentOf("d"), late, []).Tell.ShouldBeNull();
        AlertOrder.Next(IncidentOf("dr"), late, []).ShouldSatisfyAllConditions(step => step.Tell.ShouldBeNull(), step => step.Suppress.ShouldBeEmpty());
        AlertOrder.Next(IncidentOf("dro"), late, []).Tell!.Number.ShouldBe(3);
        AlertOrder.IsSettled(IncidentOf("dr"), late, []).ShouldBeTrue();
    }

    [Fact]
    public void A_channel_that_is_off_or_gone_is_told_nothing_and_what_waits_for_it_is_closed()
    {
        foreach (var channel in new[] { null, Channel() with { Enabled = false } })
        {
            var step = AlertOrder.Next(IncidentOf("dr"), channel, Rows("1q1"));
            step.Tell.ShouldBeNull();
            step.Suppress.Select(transition => transition.Number).ShouldBe([1]);
            AlertOrder.IsSettled(IncidentOf("d"), channel, []).ShouldBeTrue();
        }
    }

    [Fact]
    public void Whatever_happens_numbers_are_told_in_order_and_none_is_told_and_suppressed() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(Gen.Choose(1, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new System.Random(seed);
            var kinds = "d" + string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => "droper"[random.Next(6)]));
            var rows = new Dictionary<int, Delivery>();
            var told = new List<int>();
            for (var known = 1; known <= kinds.Length;)
            {
                var step = AlertOrder.Next(IncidentOf(kinds[..known]), Channel(), [.. rows.Values]);
                foreach (var transition in step.Suppress)
                {
                    if (rows.TryGetValue(transition.Number, out var before) && before.Attempts > 0 && told.Contains(transition.Number)) return false;
                    rows[transition.Number] = Row(transition.Number, DeliveryState.Suppressed, 0);
                }

                if (step.Tell is { } tell)
                {
                    told.Add(tell.Number);
                    rows[tell.Number] = random.Next(3) switch
                    {
                        0 => Row(tell.Number, DeliveryState.Queued, rows.GetValueOrDefault(tell.Number)?.Attempts + 1 ?? 1),
                        1 => Row(tell.Number, DeliveryState.Failed, 1),
                        _ => Row(tell.Number, DeliveryState.Sent, 1),
                    };
                }

                if (step.Tell is null || random.Next(2) == 0) known++;
            }

            return told.SequenceEqual(told.Order()) && rows.Values.Where(row => row.State == DeliveryState.Suppressed).All(row => !told.Contains(row.Number));
        }));

    private static Delivery[] Rows(string rows) =>
    [
        .. rows.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(row => Row(
            row[0] - '0',
            row[1] switch { 's' => DeliveryState.Sent, 'f' => DeliveryState.Failed, 'i' => DeliveryState.Sending, 'x' => DeliveryState.Suppressed, _ => DeliveryState.Queued },
            row[2] - '0')),
    ];

    private static Delivery Row(int number, DeliveryState state, int attempts) => new()
    {
        WorkspaceId = "ws_aaaaaaaaaaaaaaaa",
        IncidentId = "inc_aaaaaaaaaaaaaaaa",
        ChannelId = Channel().Id,
        Number = number,
        Kind = TransitionKind.Down,
        State = state,
        Attempts = attempts,
        QueuedAt = At(number),
        UpdatedAt = At(number),
    };

    private static Channel Channel() => Samples.Webhook with { CreatedAt = At(0) };

    private static Incident IncidentOf(string kinds) => Samples.Incident with { Transitions = [.. kinds.Select((kind, i) => Samples.Transition(i + 1, kind, At(i + 1)))] };

    private static DateTimeOffset At(int minute) => Samples.Now.AddMinutes(minute);
}
