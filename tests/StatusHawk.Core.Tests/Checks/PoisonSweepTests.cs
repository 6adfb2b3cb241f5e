using System.Text.Json;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Uptime;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Checks;

public sealed class PoisonSweepTests
{
    private readonly PipelineWorld _world = new();
    private readonly Aside _aside = new();

    [Fact]
    public async Task Results_are_kept_until_the_stores_take_them_and_their_confirmation_is_asked_for()
    {
        var monitor = await _world.AddMonitorAsync();
        await _world.RecordAllAsync('u', monitor);
        _world.Clock.Advance(TimeSpan.FromSeconds(60));
        _aside.Put(Queues.Urgent, Text(_world.Lone(EntryKind.Urgent, "eu", 'd', monitor)), _world.Clock.GetUtcNow());
        _world.Stores.Journal.Before = call => call.StartsWith("Log.Append", StringComparison.Ordinal) ? throw new StoreUnavailableException("Away.") : Task.CompletedTask;

        (await SweepAsync()).ShouldBeEmpty();
        _aside.Left.ShouldBe(1);

        _world.Stores.Journal.Recover();
        (await SweepAsync()).ShouldBe([new Swept(Queues.Urgent, Recorded: 1, GivenUp: 0)]);
        _aside.Left.ShouldBe(0);
        _world.Orchestrations.Asked.ShouldContain($"Confirm {monitor.Shard}");
    }

    [Fact]
    public async Task After_an_hour_they_are_given_up()
    {
        var monitor = await _world.AddMonitorAsync();
        _aside.Put(Queues.Results, Text(_world.Round("eu", "u", monitor)), _world.Clock.GetUtcNow());
        _world.Stores.Journal.Before = call => call.StartsWith("Log.Append", StringComparison.Ordinal) ? throw new InvalidOperationException("For ever.") : Task.CompletedTask;
        (await SweepAsync()).ShouldBeEmpty();

        _world.Clock.Advance(TimeSpan.FromMinutes(61));

        (await SweepAsync()).ShouldBe([new Swept(Queues.Results, Recorded: 0, GivenUp: 1)]);
        _aside.Left.ShouldBe(0);
    }

    [Theory]
    [InlineData(Queues.Results, "no json")]
    [InlineData(Queues.Urgent, "{}")]
    [InlineData(Queues.RollUps, "{}")]
    [InlineData(Queues.Commands, "{}")]
    [InlineData("checks-eu", "{}")]
    [InlineData("opinions-eu", "{}")]
    public async Task What_nobody_can_do_anything_with_is_counted_and_deleted(string queue, string text)
    {
        await _world.AddMonitorAsync();
        for (var i = 0; i < 3; i++) _aside.Put(queue, text, _world.Clock.GetUtcNow());

        (await SweepAsync()).ShouldBe([new Swept(queue, Recorded: 0, GivenUp: 3)]);
        _aside.Left.ShouldBe(0);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(7, 1)]
    [InlineData(9, 0)]
    public async Task An_hour_that_could_not_be_summed_up_is_asked_for_again_as_long_as_the_log_reaches(int daysAgo, int again)
    {
        await _world.AddMonitorAsync();
        var hour = Hours.HourOf(Slot.Of(_world.Clock.GetUtcNow())) - (daysAgo * Hours.Day);
        var request = new RollUpRequest { Span = RollUpSpan.Hour, WorkspaceId = PipelineWorld.Workspace, Shard = PipelineWorld.Shard, From = hour };
        _aside.Put(Queues.RollUps, JsonSerializer.Serialize(request, StatusHawkJson.Options), _world.Clock.GetUtcNow());

        (await SweepAsync()).ShouldBe([new Swept(Queues.RollUps, Recorded: again, GivenUp: 1 - again)]);

        _aside.Left.ShouldBe(0);
        _world.Stores.Queues.Of<RollUpRequest>(Queues.RollUps).ShouldBe(Enumerable.Repeat(request, again));
    }

    [Fact]
    public async Task A_queue_that_is_away_keeps_no_other_from_being_swept()
    {
        _aside.Away = Queues.Results;
        _aside.Put(Queues.Commands, "{}", _world.Clock.GetUtcNow());

        await Should.ThrowAsync<AggregateException>(SweepAsync);
        _aside.Left.ShouldBe(0);
    }

    private Task<IReadOnlyList<Swept>> SweepAsync()
    {
        _aside.NextMinute();
        return new PoisonSweep(_aside, _world.Recording, _world.Stores.Queues, _world.Monitors, _world.Clock).RunAsync(_world.Orchestrations, default);
    }

    private static string Text(params LogEntry[] entries) => JsonSerializer.Serialize(new ResultsMessage { Entries = entries }, StatusHawkJson.Options);

    /// <summary>What was put aside, in memory.</summary>
    private sealed class Aside : IPoisonQueues
    {
        private readonly List<(string Queue, PoisonMessage Message)> _messages = [];
        private readonly HashSet<string> _taken = [];

        public string? Away { get; set; }

        public int Left => _messages.Count;

        public void Put(string queue, string text, DateTimeOffset at) => _messages.Add((queue, new PoisonMessage(Guid.NewGuid().ToString(), "", text, at)));

        /// <summary>What was taken and not deleted is there again.</summary>
        public void NextMinute() => _taken.Clear();

        public Task<IReadOnlyList<PoisonMessage>> TakeAsync(string queue, CancellationToken cancellationToken)
        {
            if (queue == Away) throw new InvalidOperationException("Away.");
            return Task.FromResult<IReadOnlyList<PoisonMessage>>([.. _messages.Where(each => each.Queue == queue).Select(each => each.Message).Where(message => !_taken.Contains(message.Id)).Take(2).Where(message => _taken.Add(message.Id))]);
        }

        public Task DeleteAsync(string queue, PoisonMessage message, CancellationToken cancellationToken)
        {
            _messages.RemoveAll(each => each.Message == message);
            return Task.CompletedTask;
        }
    }
}
