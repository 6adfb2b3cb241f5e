using StatusHawk.Core.Alerting;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Alerting;

public sealed class DeliveringTests
{
    private static readonly DeliverRequest Request = new()
    {
        WorkspaceId = PipelineWorld.Workspace,
        IncidentId = Samples.Incident.Id,
        ChannelId = Samples.Webhook.Id,
        Number = 1,
    };

    private readonly AlertingOptions _options = new();
    private readonly Sender _sender = new();
    private PipelineWorld _world = new();

    [Fact]
    public async Task What_the_receiver_takes_is_sent_once_and_never_again()
    {
        await PrepareAsync();

        (await AttemptAsync()).RetryAt.ShouldBeNull();
        (await AttemptAsync()).RetryAt.ShouldBeNull();

        _sender.Keys.ShouldBe(["inc_aaaaaaaaaaaaaaaa-1-chn_aaaaaaaaaaaaaaaa"]);
        Row.ShouldSatisfyAllConditions(row => row.State.ShouldBe(DeliveryState.Sent), row => row.Attempts.ShouldBe(1), row => row.Detail.ShouldBe("Taken."));
    }

    [Fact]
    public async Task A_receiver_that_is_away_is_tried_again_with_the_same_key_later_and_later_until_it_takes()
    {
        await PrepareAsync();
        _sender.Outcome = new SendOutcome.Later("The receiver answered 503.");
        var pauses = new List<double>();
        for (var attempt = 0; attempt < 12; attempt++)
        {
            var retryAt = (await AttemptAsync()).RetryAt!.Value;
            pauses.Add((retryAt - _world.Clock.GetUtcNow()).TotalSeconds);
            (await AttemptAsync()).RetryAt.ShouldBe(retryAt, "asked too early, it sends nothing");
            _world.Clock.Set(retryAt);
        }

        _sender.Outcome = new SendOutcome.Sent("Taken.");
        (await AttemptAsync()).RetryAt.ShouldBeNull();

        _sender.Keys.Count.ShouldBe(13);
        _sender.Keys.Distinct().Count().ShouldBe(1);
        pauses[0].ShouldBeInRange(4, 6);
        pauses[4].ShouldBeInRange(64, 96);
        pauses.ShouldAllBe(pause => pause <= 900);
        pauses[^1].ShouldBe(900);
    }

    [Theory]
    [InlineData(60, 60)] // as asked
    [InlineData(1, 4)] // never sooner than it would have been
    [InlineData(100_000, 900)] // nor later than the longest pause
    public async Task A_receivers_own_wish_is_heard_within_bounds(int wish, int atLeast)
    {
        await PrepareAsync();
        _sender.Outcome = new SendOutcome.Later("Busy.", TimeSpan.FromSeconds(wish));

        var pause = ((await AttemptAsync()).RetryAt!.Value - _world.Clock.GetUtcNow()).TotalSeconds;

        pause.ShouldBeInRange(atLeast, Math.Max(atLeast, 6));
    }

    [Fact]
    public async Task After_a_day_it_is_given_up()
    {
        await PrepareAsync();
        _sender.Outcome = new SendOutcome.Later("The receiver answered 503.");
        var began = _world.Clock.GetUtcNow();
        while ((await AttemptAsync()).RetryAt is { } retryAt) _world.Clock.Set(retryAt);

        (_world.Clock.GetUtcNow() - began).TotalHours.ShouldBeInRange(23.5, 24);
        Row.State.ShouldBe(DeliveryState.Failed);
        Row.Detail!.ShouldStartWith("The receiver answered 503. Given up after ");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_refused_fails_at_once_and_a_channel_that_is_gone_is_switched_off(bool gone)
    {
        await PrepareAsync();
        _sender.Outcome = new SendOutcome.Refused("Gone for good.", gone);

        (await AttemptAsync()).RetryAt.ShouldBeNull();

        Row.State.ShouldBe(DeliveryState.Failed);
        var channel = (await _world.Stores.Channels.ReadAsync(PipelineWorld.Workspace, Samples.Webhook.Id, default))!.Value;
        (channel.Enabled, channel.DisabledReason).ShouldBe(gone ? (false, "Gone for good.") : (true, null));
    }

    [Fact]
    public async Task Whoever_finds_it_under_way_backs_off_and_takes_over_from_the_dead_with_the_same_key()
    {
        await PrepareAsync();
        _sender.Dies = true;
        await Should.ThrowAsync<InvalidOperationException>(() => AttemptAsync());
        _sender.Dies = false;

        var until = (await AttemptAsync()).RetryAt!.Value;
        until.ShouldBe(_world.Clock.GetUtcNow() + _options.Lease);
        _sender.Keys.Count.ShouldBe(1);

        _world.Clock.Set(until);
        (await AttemptAsync()).RetryAt.ShouldBeNull();
        _sender.Keys.Distinct().Count().ShouldBe(1);
        Row.Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task A_receiver_that_never_answers_costs_the_timeout()
    {
        await PrepareAsync();
        _sender.Hangs = true;

        var attempt = AttemptAsync();
        while (!attempt.IsCompleted)
        {
            _world.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        (await attempt).RetryAt.ShouldNotBeNull();
        Row.Detail.ShouldBe("No answer within 20 s.");
    }

    [Fact]
    public async Task A_channel_that_is_off_is_told_nothing_but_a_test()
    {
        await PrepareAsync(Samples.Webhook with { Enabled = false });

        (await AttemptAsync()).RetryAt.ShouldBeNull();
        _sender.Keys.ShouldBeEmpty();
        Row.State.ShouldBe(DeliveryState.Suppressed);

        (await DeliveringOf(_world).AttemptAsync(Request with { IncidentId = "test_aaaaaaaaaaaaaaaa", IsTest = true }, default)).RetryAt.ShouldBeNull();
        _sender.Keys.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_test_is_not_tried_for_long()
    {
        await PrepareAsync();
        _sender.Outcome = new SendOutcome.Later("Away.");
        var began = _world.Clock.GetUtcNow();
        while ((await DeliveringOf(_world).AttemptAsync(Request with { IncidentId = "test_aaaaaaaaaaaaaaaa", IsTest = true }, default)).RetryAt is { } retryAt) _world.Clock.Set(retryAt);

        (_world.Clock.GetUtcNow() - began).TotalSeconds.ShouldBeLessThan(60);
    }

    [Fact]
    public async Task A_process_that_dies_at_any_write_neither_loses_the_alert_nor_gives_it_another_key()
    {
        for (var write = 1; write <= 2; write++)
        {
            foreach (var happened in new[] { false, true })
            {
                _world = new PipelineWorld();
                _sender.Keys.Clear();
                await PrepareAsync();
                _world.Stores.Journal.DieAt(write, happened);
                await Should.ThrowAsync<StoreUnavailableException>(() => AttemptAsync());
                _world.Stores.Journal.Recover();

                while ((await AttemptAsync()).RetryAt is { } retryAt) _world.Clock.Set(retryAt);

                _sender.Keys.Count.ShouldBeInRange(1, 2, $"died at write {write}");
                _sender.Keys.Distinct().Count().ShouldBe(1);
                Row.State.ShouldBe(DeliveryState.Sent);
            }
        }
    }

    private Delivery Row => _world.Stores.Deliveries.All.Single(row => row.IncidentId == Samples.Incident.Id);

    private async Task PrepareAsync(Channel? channel = null)
    {
        _world.Clock.Set(Samples.Now);
        await _world.Stores.Incidents.TryWriteAsync(Samples.Incident, null, default);
        await _world.Stores.Channels.CreateAsync(channel ?? Samples.Webhook, default);
    }

    private Task<DeliveryStep> AttemptAsync() => DeliveringOf(_world).AttemptAsync(Request, default);

    private Delivering DeliveringOf(PipelineWorld world) =>
        new(world.Stores.Incidents, world.Stores.Channels, world.Stores.Deliveries, world.Stores.StatusPages, [_sender], _options, world.Clock);

    private sealed class Sender : IChannelSender
    {
        public ChannelKind Kind => ChannelKind.Webhook;
        public SendOutcome Outcome { get; set; } = new SendOutcome.Sent("Taken.");
        public bool Dies { get; set; }
        public bool Hangs { get; set; }
        public List<string> Keys { get; } = [];

        public async Task<SendOutcome> SendAsync(Alert alert, Channel channel, CancellationToken cancellationToken)
        {
            Keys.Add(alert.Key);
            if (Dies) throw new InvalidOperationException("The test let the process die here.");
            if (Hangs) await Task.Delay(Timeout.Infinite, cancellationToken);
            return Outcome;
        }
    }
}
