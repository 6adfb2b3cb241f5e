using StatusHawk.Core;

namespace StatusHawk.Pipeline.Tests;

public sealed class RepetitionTests(Storage storage)
{
    /// <summary>A mail changes nothing that is stored; SendMailTests see to it.</summary>
    public static TheoryData<string> AllQueues => [.. PipelineApp.ItsQueues.Except([Queues.Mails])];

    [Theory]
    [MemberData(nameof(AllQueues))]
    public async Task A_message_that_comes_twice_changes_nothing_the_second_time(string queue)
    {
        await using var app = await PipelineApp.StartAsync(storage);
        var message = await Occasion.ForAsync(app, queue);
        var before = app.State();

        await app.TakeAsync(queue, message);
        var once = app.State();
        await app.TakeAsync(queue, message);

        once.ShouldNotBe(before);
        app.State().ShouldBe(once);
        await app.PoisonIsEmptyAsync();
    }

    [Theory]
    [MemberData(nameof(AllQueues))]
    public async Task A_message_that_finds_the_stores_away_comes_again_and_succeeds(string queue)
    {
        await using var app = await PipelineApp.StartAsync(storage, ("AzureFunctionsJobHost:extensions:queues:visibilityTimeout", "00:00:01"));
        var message = await Occasion.ForAsync(app, queue);
        var before = app.State();
        var failures = 0;
        app.Stores.Journal.Before = _ => Interlocked.Increment(ref failures) <= 2 ? throw new StoreUnavailableException("The test took the store away.") : Task.CompletedTask;

        await app.TakeAsync(queue, message);

        failures.ShouldBeGreaterThan(2);
        app.State().ShouldNotBe(before);
        await app.PoisonIsEmptyAsync();
    }
}
