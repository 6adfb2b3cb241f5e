using FsCheck;
using FsCheck.Fluent;
using StatusHawk.Bench.Cost;

namespace StatusHawk.Bench.Tests.Cost;

public sealed class CostModelTests
{
    private static readonly Counted Counted = new()
    {
        Monitors = 1_000,
        BytesOfRoundSent = 10_000,
        BytesOfObservationReturned = 45,
        AnswersPerMessage = 1,
        OperationsPerMessage = 3,
        PipelinePollsPerSecond = 4,
        ProbePollsPerSecond = 2,
        BytesOfRoundStored = 400,
        BytesOfObservationStored = 36,
        OtherRequestUnitsPerMinute = 100,
        ProbeSecondsPerSlot = 3,
        PipelineSecondsPerAnswer = .05,
        PipelineCpuPerCheck = .1,
    };

    [Fact]
    public void A_few_monitors_are_one_round_and_one_message_for_each_region()
    {
        var load = Load.InRounds(10, Counted);

        load.Slots.ShouldBe(1, 1e-9);
        load.MessagesOut.ShouldBe(3, 1e-9);
        (load.Rounds, load.Checks, load.BytesOfDocument).ShouldBe((3, 30, 760));
    }

    [Fact]
    public void Rounds_that_are_due_together_share_messages_of_sixty_kilobytes()
    {
        var load = Load.InRounds(100_000, Counted); // 2,000 shards at 12 slots: 167 rounds at each, 6 of them in a message

        load.Slots.ShouldBe(12, 1e-6);
        load.MessagesOut.ShouldBe(12 * 28 * 3, 1e-3);
        load.Rounds.ShouldBe(6_000);
    }

    [Fact]
    public void Check_by_check_everything_is_as_many_as_the_checks()
    {
        var load = Load.CheckByCheck(1_000, Counted);

        (load.MessagesOut, load.MessagesBack, load.Rounds).ShouldBe((3_000, 3_000, 3_000));
    }

    [Fact]
    public void Queue_operations_are_those_of_messages_and_those_of_asking_in_vain()
    {
        var none = CostModel.Of(new(10, 1, 0, 0, 3, 760), Counted).Queues;
        var thousand = CostModel.Of(new(10, 1, 500, 500, 3, 760), Counted).Queues;

        none.ShouldBe((4 + (3 * 2) + 5) * 60 * 43_800 / 10_000.0 * 0.004, 1e-6);
        (thousand - none).ShouldBe(1_000 * 3 * 43_800 / 10_000.0 * 0.004, 1e-6);
    }

    [Fact]
    public void A_round_costs_its_creation_and_its_expiry()
    {
        var two = CostModel.RequestUnitsPerMinute(new(10, 1, 3, 3, 3, 760), Counted);
        var four = CostModel.RequestUnitsPerMinute(new(10, 1, 3, 3, 3, 760), Counted with { OtherRequestUnitsPerMinute = 200 });

        (four - two).ShouldBe(100, 1e-9);
        two.ShouldBe((3 * 11) + 100 + (10 * CostModel.HistoryRequestUnitsPerHour(new(10, 1, 3, 3, 3, 760)) / 60), 1e-9);
    }

    [Fact]
    public void The_history_of_a_full_shard_costs_some_fifteen_request_units_for_each_monitor_and_hour()
    {
        // 5.5 + 5.5 for the hour and its expiry, (4.7 + 13) / 6 for the day at its quarters, and a fiftieth of reading the hour's 360 KB and writing 21 KB.
        var load = Load.InRounds(50, Counted) with { BytesOfDocument = 2_048 };

        CostModel.HistoryRequestUnitsPerHour(load).ShouldBe(11 + ((4.7 + 13) / 6) + ((38.5 + 31) / 50), 1e-9);
    }

    [Fact]
    public void Requests_are_serverless_while_that_is_cheaper_and_autoscaled_when_there_are_too_many()
    {
        CostModel.Requests(200).ShouldBe(200 * 43_800 / 1e6 * 0.25, 1e-9);
        CostModel.Requests(180_000).ShouldBe(90 * 0.012 * 730, 1e-9); // 3,000 a second, 9,000 at the busiest
    }

    [Fact]
    public void A_bill_never_falls_when_monitors_are_added() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(1, 2_000).Two().ToArbitrary(), pair =>
        {
            var (few, many) = (50 * Math.Min(pair.Item1, pair.Item2), 50 * Math.Max(pair.Item1, pair.Item2));
            return CostModel.Of(Load.InRounds(few, Counted), Counted).Total <= CostModel.Of(Load.InRounds(many, Counted), Counted).Total + 1e-6
                && CostModel.Of(Load.CheckByCheck(few, Counted), Counted).Total <= CostModel.Of(Load.CheckByCheck(many, Counted), Counted).Total + 1e-6;
        }));

    [Fact]
    public void Rounds_are_never_dearer_than_single_checks() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(2, 100_000).ToArbitrary(), monitors =>
            CostModel.Of(Load.InRounds(monitors, Counted), Counted).Total <= CostModel.Of(Load.CheckByCheck(monitors, Counted), Counted).Total));
}
