using StatusHawk.Core.Incidents;

namespace StatusHawk.Core.Tests.Incidents;

public sealed class ConfirmationPlanTests
{
    private static readonly DateTimeOffset Began = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly ConfirmationPlan _plan = new(Began);

    [Fact]
    public void A_suspect_is_asked_about_when_its_failures_have_lasted_and_once_more_when_no_answer_came()
    {
        var suspect = SuspectAt(0);
        var asked = new List<double>();
        var now = Began;
        while (true)
        {
            var step = _plan.Next([suspect], now);
            if (step.Ask.Count > 0) asked.Add((now - Began).TotalSeconds);
            if (step.LookAt is not { } next) break;
            next.ShouldBeGreaterThan(now);
            now = next;
        }

        asked.ShouldBe([4, 34]); // after 4 s, then after the timeout of 10 s and the way there and back
        (now - Began).ShouldBe(ConfirmationPlan.GiveUpAfter);
    }

    [Fact]
    public void One_who_comes_while_a_question_is_under_way_is_asked_about_when_that_is_answered()
    {
        _plan.Next([SuspectAt(0)], Began.AddSeconds(4)).Ask.ShouldBe(["mon_0"]);
        _plan.Next([SuspectAt(0), SuspectAt(3)], Began.AddSeconds(7)).Ask.ShouldBeEmpty();

        _plan.Next([SuspectAt(3)], Began.AddSeconds(8)).Ask.ShouldBe(["mon_3"]);
    }

    [Fact]
    public void One_whose_time_has_not_come_is_looked_at_when_it_comes()
    {
        var step = _plan.Next([SuspectAt(3)], Began.AddSeconds(6));

        step.Ask.ShouldBeEmpty();
        step.LookAt.ShouldBe(Began.AddSeconds(7));
    }

    [Fact]
    public void One_that_failed_anew_is_asked_about_anew()
    {
        _plan.Next([SuspectAt(0)], Began.AddSeconds(4)).Ask.ShouldNotBeEmpty();

        _plan.Next([SuspectAt(0) with { Since = Began.AddSeconds(4), AskAt = Began.AddSeconds(8) }], Began.AddSeconds(8)).Ask.ShouldBe(["mon_0"]);
    }

    [Fact]
    public void Without_suspects_there_is_nothing_to_do() => _plan.Next([], Began).LookAt.ShouldBeNull();

    private static Suspect SuspectAt(int second) => new($"mon_{second}", Began.AddSeconds(second), Began.AddSeconds(second + 4), TimeoutSeconds: 10);
}
