using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;

namespace StatusHawk.Emulation.Tests.Functions;

public class QueueDeliveryTests(Azurite azurite)
{
    private readonly string _queueName = $"q{Guid.NewGuid():N}";

    [Fact]
    public async Task A_message_that_keeps_failing_ends_in_the_poison_queue()
    {
        var queue = await azurite.QueueAsync(_queueName);
        await queue.SendMessageAsync("bad");
        await queue.SendMessageAsync("good");

        await using var app = await StartAsync(typeof(Failing));

        var poisoned = await PoisonAsync(queue);
        poisoned.Body.ToString().ShouldBe("bad");
        app.Recorder.Count("bad").ShouldBe(5);
        app.Recorder.Count("good").ShouldBe(1);
    }

    [Fact]
    public async Task How_often_a_message_is_tried_can_be_overridden()
    {
        var queue = await azurite.QueueAsync(_queueName);
        await queue.SendMessageAsync("bad");

        await using var app = await StartAsync(typeof(Failing), ("AzureFunctionsJobHost:extensions:queues:maxDequeueCount", "2"));

        await PoisonAsync(queue);
        app.Recorder.Count("bad").ShouldBe(2);
    }

    [Fact]
    public async Task A_message_that_was_taken_too_often_is_not_tried_again()
    {
        var queue = await azurite.QueueAsync(_queueName);
        await queue.SendMessageAsync("good");
        for (var taken = 0; taken < 5; taken++)
        {
            var message = (await queue.ReceiveMessageAsync()).Value;
            await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, (BinaryData?)null, TimeSpan.Zero);
        }

        await using var app = await StartAsync(typeof(Failing));

        (await PoisonAsync(queue)).Body.ToString().ShouldBe("good");
        app.Recorder.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_that_does_not_bind_ends_in_the_poison_queue()
    {
        var queue = await azurite.QueueAsync(_queueName);
        await queue.SendMessageAsync("no json");

        await using var app = await StartAsync(typeof(QueueBindingTests.AsObject));

        (await PoisonAsync(queue)).Body.ToString().ShouldBe("no json");
    }

    [Fact]
    public async Task A_message_that_is_not_base64_ends_in_the_poison_queue_as_it_is()
    {
        var queue = await azurite.QueueAsync(_queueName);
        await queue.SendMessageAsync("not base64!");

        await using var app = await StartAsync(typeof(Failing), ("AzureFunctionsJobHost:extensions:queues:messageEncoding", "base64"));

        (await PoisonAsync(queue)).Body.ToString().ShouldBe("not base64!");
        app.Recorder.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failed_message_waits_for_the_visibility_timeout()
    {
        var queue = await azurite.QueueAsync(_queueName);
        await queue.SendMessageAsync("bad");

        await using var app = await StartAsync(typeof(Failing), ("AzureFunctionsJobHost:extensions:queues:visibilityTimeout", "01:00:00"));

        await app.Recorder.SeesAsync("bad");
        // Given back only after the run: until then it would still be held, and peeking shows neither.
        await Eventually.HoldsAsync(queue, messages: 1);
        (await queue.PeekMessagesAsync()).Value.ShouldBeEmpty();
        app.Recorder.Count("bad").ShouldBe(1);
    }

    [Fact]
    public async Task A_queue_that_appears_later_is_served()
    {
        await using var app = await StartAsync(typeof(Failing));
        var queue = await azurite.QueueAsync(_queueName);

        await queue.SendMessageAsync("good");

        await app.Recorder.SeesAsync("good");
    }

    [Fact]
    public async Task Messages_run_in_parallel_up_to_batch_size_and_threshold()
    {
        var queue = await azurite.QueueAsync(_queueName);
        for (var i = 0; i < 12; i++)
            await queue.SendMessageAsync($"{i}");

        await using var app = await StartAsync(
            typeof(Waiting),
            ("AzureFunctionsJobHost:extensions:queues:batchSize", "4"),
            ("AzureFunctionsJobHost:extensions:queues:newBatchThreshold", "2"),
            ("Emulation:ShutdownGrace", "00:01:00"));

        // Four run and nothing more is fetched while more than two of them do.
        await app.Recorder.SeesAsync("started", 4);
        await Task.Delay(TimeSpan.FromSeconds(1));
        app.Recorder.Count("started").ShouldBe(4);
        app.Recorder.Gate.SetResult();
        await app.Recorder.SeesAsync("finished", 12);
    }

    [Fact]
    public async Task A_message_is_held_as_long_as_its_function_runs()
    {
        var queue = await azurite.QueueAsync(_queueName);
        await queue.SendMessageAsync("slow");

        await using var app = await StartAsync(typeof(Waiting), ("Emulation:QueueVisibilityTimeout", "00:00:06"));
        await app.Recorder.SeesAsync("started");
        await Task.Delay(TimeSpan.FromSeconds(9));
        app.Recorder.Gate.SetResult();

        await app.Recorder.SeesAsync("finished");
        await Eventually.HoldsAsync(queue, messages: 0);
        app.Recorder.Count("started").ShouldBe(1);
    }

    [Fact]
    public async Task A_message_of_a_host_that_died_comes_again()
    {
        var queue = await azurite.QueueAsync(_queueName);
        await queue.SendMessageAsync("precious");
        await using var dying = await StartAsync(typeof(Waiting), ("Emulation:QueueVisibilityTimeout", "00:00:03"));
        await dying.Recorder.SeesAsync("started");

        await dying.StopAsync(abandon: true);
        await using var next = await StartAsync(typeof(Waiting));
        next.Recorder.Gate.SetResult();

        await next.Recorder.SeesAsync("finished");
        next.Recorder.Entries.ShouldContain("delivery 2");
    }

    [Fact]
    public async Task A_graceful_stop_lets_a_running_function_finish_and_takes_nothing_new()
    {
        var queue = await azurite.QueueAsync(_queueName);
        await queue.SendMessageAsync("first");
        await using var app = await StartAsync(typeof(Waiting));
        await app.Recorder.SeesAsync("started");

        var stopping = app.StopAsync();
        await queue.SendMessageAsync("second");
        stopping.IsCompleted.ShouldBeFalse();
        app.Recorder.Gate.SetResult();
        await stopping;

        app.Recorder.Count("finished").ShouldBe(1);
        app.Recorder.Count("cancelled").ShouldBe(0);
        (await queue.PeekMessagesAsync(5)).Value.Select(m => m.Body.ToString()).ShouldBe(["second"]);
    }

    [Fact]
    public async Task A_function_that_outlives_the_grace_is_cancelled()
    {
        var queue = await azurite.QueueAsync(_queueName);
        await queue.SendMessageAsync("endless");
        await using var app = await StartAsync(typeof(Waiting), ("Emulation:ShutdownGrace", "00:00:01"));
        await app.Recorder.SeesAsync("started");

        await app.StopAsync();

        app.Recorder.Count("cancelled").ShouldBe(1);
        (await queue.PeekMessagesAsync()).Value.Single().Body.ToString().ShouldBe("endless");
    }

    [Fact]
    public async Task Storage_that_is_away_at_start_is_found_later()
    {
        var port = Azurite.FreePort();
        var queue = await azurite.QueueAsync(_queueName);
        await queue.SendMessageAsync("good");
        var settings = FunctionApp.Settings(azurite, _queueName);
        var real = queue.Uri;
        settings["AzureWebJobsStorage"] = azurite.ConnectionString.Replace(
            $"QueueEndpoint=http://{real.Authority}", $"QueueEndpoint=http://127.0.0.1:{port}", StringComparison.Ordinal);
        await using var app = await FunctionApp.StartAsync([typeof(Failing)], settings, b => b.ConfigureFunctionsWebApplication());
        await Task.Delay(TimeSpan.FromSeconds(1));
        app.Recorder.Entries.ShouldBeEmpty();

        await using var way = new LoopbackRelay(port, real.Port);

        await app.Recorder.SeesAsync("good");
    }

    private Task<FunctionApp> StartAsync(Type function, params (string Name, string Value)[] more)
    {
        var settings = FunctionApp.Settings(azurite, _queueName);
        foreach (var (name, value) in more)
            settings[name] = value;
        return FunctionApp.StartAsync([function], settings, builder => builder.ConfigureFunctionsWebApplication());
    }

    private async Task<QueueMessage> PoisonAsync(QueueClient queue)
    {
        var poison = await azurite.QueueAsync($"{_queueName}-poison", create: false);
        QueueMessage? found = null;
        await Eventually.TrueAsync(
            async () => await poison.ExistsAsync() && (found = (await poison.ReceiveMessageAsync()).Value) is not null,
            "a message in the poison queue");
        await Eventually.HoldsAsync(queue, messages: 0);
        return found!;
    }

    public sealed class Failing(Recorder recorder)
    {
        [Function("Failing")]
        public void Run([QueueTrigger("%Queue%")] string message)
        {
            recorder.Add(message);
            if (message == "bad")
                throw new InvalidOperationException("on purpose");
        }
    }

    public sealed class Waiting(Recorder recorder)
    {
        [Function("Waiting")]
        public async Task Run([QueueTrigger("%Queue%")] string message, int dequeueCount, CancellationToken cancellationToken)
        {
            recorder.Add("started");
            recorder.Add($"delivery {dequeueCount}");
            try
            {
                await recorder.Gate.Task.WaitAsync(cancellationToken);
                recorder.Add("finished");
            }
            catch (OperationCanceledException)
            {
                recorder.Add("cancelled");
                throw;
            }
        }
    }
}
