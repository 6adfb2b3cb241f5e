using Microsoft.DurableTask;
using StatusHawk.Emulation.Durable.History;
using StatusHawk.Emulation.Durable.Replay;

namespace StatusHawk.Emulation.Tests.Durable;

public class RetryPolicyTests
{
    private static readonly TaskFailureDetails Failed = Failure.Of(new InvalidOperationException("failed")).Details();

    [Theory]
    [InlineData(1, 1, 5)]
    [InlineData(2, 1, 10)]
    [InlineData(3, 1, 20)]
    [InlineData(4, 1, 30)]
    [InlineData(5, 1, null)]
    [InlineData(1, 100, null)]
    public void The_pause_grows_up_to_a_bound_until_attempts_or_time_run_out(int attempts, int secondsSinceFirst, int? seconds)
    {
        var policy = new RetryPolicy(5, Seconds(5), 2, Seconds(30), Seconds(100));

        Retries.Pause(policy, Failed, attempts, Seconds(secondsSinceFirst)).ShouldBe(seconds is { } s ? Seconds(s) : null);
    }

    [Fact]
    public void By_default_the_pause_stays_the_same_and_nothing_but_the_attempts_is_bounded()
    {
        var policy = new RetryPolicy(int.MaxValue, Seconds(5));

        Retries.Pause(policy, Failed, 1_000_000, TimeSpan.FromDays(1000)).ShouldBe(Seconds(5));
        Retries.Pause(new RetryPolicy(int.MaxValue, Seconds(5), 10), Failed, 1_000, TimeSpan.Zero).ShouldBe(TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData(0, 1, 1, 1, 1)]
    [InlineData(1, 0, 1, 1, 1)]
    [InlineData(1, 1, 0.5, 1, 1)]
    [InlineData(1, 2, 1, 1, 2)]
    [InlineData(1, 2, 1, 2, 1)]
    public void A_policy_out_of_range_is_refused(int attempts, int first, double backoff, int longest, int timeout) =>
        Should.Throw<ArgumentOutOfRangeException>(
            () => new RetryPolicy(attempts, Seconds(first), backoff, Seconds(longest), Seconds(timeout)));

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
