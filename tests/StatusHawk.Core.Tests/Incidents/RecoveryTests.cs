using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Incidents;
using StatusHawk.Core.Monitors;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Incidents;

public sealed class RecoveryTests
{
    [Theory]
    //          regions' votes, - is none   quorum      over
    [InlineData("uuu", "majority", true)]
    [InlineData("uud", "majority", true)]
    [InlineData("udd", "majority", false)]
    [InlineData("ud", "majority", false)] // one of two is no strict majority
    [InlineData("uu", "majority", true)]
    [InlineData("uudd", "majority", false)] // nor are two of four
    [InlineData("uu-", "majority", true)]
    [InlineData("u--", "majority", false)] // one voice of three is too few to say anything
    [InlineData("---", "majority", false)]
    [InlineData("ugg", "majority", false)] // slow is not up
    [InlineData("uud", "any", false)] // any one down is down
    [InlineData("uuu", "any", true)]
    [InlineData("udd", "all", false)] // the quorum does not hold, but most are down
    [InlineData("uud", "all", true)]
    [InlineData("u", "majority", true)]
    [InlineData("d", "majority", false)]
    public async Task An_outage_is_over_when_the_quorum_is_gone_and_most_are_up(string votes, string quorum, bool expected)
    {
        var world = new PipelineWorld();
        Quorum.TryParse(quorum, out var parsed).ShouldBeTrue();
        var monitor = (await world.AddMonitorAsync(null, PipelineWorld.Shard, [.. Enumerable.Range(0, votes.Length).Select(i => $"r{i}")])) with { Quorum = parsed };
        var live = new LiveState
        {
            MonitorId = monitor.Id,
            WorkspaceId = monitor.WorkspaceId,
            Verdict = Verdict.Down,
            Since = default,
            Votes = votes.Index().ToDictionary(
                vote => $"r{vote.Index}",
                vote => new LiveVote(vote.Item switch { 'u' => VoteValue.Up, 'd' => VoteValue.Down, 'g' => VoteValue.Degraded, _ => VoteValue.None })),
        };

        Recovery.IsOver(live, monitor).ShouldBe(expected);
    }
}
