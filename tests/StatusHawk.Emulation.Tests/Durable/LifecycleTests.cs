using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using StatusHawk.Emulation.Tests.Functions;

namespace StatusHawk.Emulation.Tests.Durable;

public class LifecycleTests(Azurite azurite)
{
    [Fact]
    public async Task An_id_that_runs_cannot_be_started_again_and_one_that_has_ended_can()
    {
        await using var app = await StartAsync();
        var options = new StartOrchestrationOptions("same");
        await app.Client.ScheduleNewOrchestrationInstanceAsync("Waiting", 1, options);

        await Should.ThrowAsync<InvalidOperationException>(() => app.Client.ScheduleNewOrchestrationInstanceAsync("Waiting", 2, options));
        await app.IsAsync("same", OrchestrationRuntimeStatus.Running);
        await Should.ThrowAsync<InvalidOperationException>(() => app.Client.ScheduleNewOrchestrationInstanceAsync("Waiting", 2, options));
        await app.Client.SuspendInstanceAsync("same");
        await app.IsAsync("same", OrchestrationRuntimeStatus.Suspended);
        await Should.ThrowAsync<InvalidOperationException>(() => app.Client.ScheduleNewOrchestrationInstanceAsync("Waiting", 2, options));
        await app.Client.ResumeInstanceAsync("same");
        await app.Client.RaiseEventAsync("same", "go");
        (await app.EndAsync("same")).SerializedOutput.ShouldBe("1");

        await app.Client.ScheduleNewOrchestrationInstanceAsync("Waiting", 2, options);
        await app.Client.RaiseEventAsync("same", "go");
        (await app.EndAsync("same")).SerializedOutput.ShouldBe("2");
    }

    [Fact]
    public async Task Of_two_starts_at_once_one_wins()
    {
        await using var app = await StartAsync();

        var starts = Enumerable.Range(0, 8).Select(async i => await Record.ExceptionAsync(() =>
            app.Client.ScheduleNewOrchestrationInstanceAsync("Waiting", i, new StartOrchestrationOptions("race"))));

        var thrown = await Task.WhenAll(starts);
        thrown.Count(exception => exception is null).ShouldBe(1);
        thrown.OfType<InvalidOperationException>().Count().ShouldBe(7);
    }

    [Fact]
    public async Task A_terminated_instance_has_the_output_it_is_given_and_does_nothing_more()
    {
        await using var app = await StartAsync();
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync("Waiting", 1);
        await app.IsAsync(id, OrchestrationRuntimeStatus.Running);

        await app.Client.TerminateInstanceAsync(id, "enough");

        var end = await app.EndAsync(id);
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Terminated);
        end.ReadOutputAs<string>().ShouldBe("enough");
        await app.Client.TerminateInstanceAsync(id);
        await app.Client.TerminateInstanceAsync("missing");
    }

    [Fact]
    public async Task A_suspended_instance_goes_on_where_it_was()
    {
        await using var app = await StartAsync();
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync("Waiting", 1);
        await app.IsAsync(id, OrchestrationRuntimeStatus.Running);
        await app.Client.SuspendInstanceAsync(id, "hold on");
        await app.IsAsync(id, OrchestrationRuntimeStatus.Suspended);

        await app.Client.RaiseEventAsync(id, "go");
        await app.RunAsync("Quick");
        (await app.Client.GetInstanceAsync(id))!.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Suspended);
        await app.Client.ResumeInstanceAsync(id, "go on");

        (await app.EndAsync(id)).RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
    }

    [Fact]
    public async Task An_activity_that_ends_while_its_caller_is_suspended_is_not_run_again()
    {
        await using var app = await StartAsync();
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync("Calling");
        await app.Recorder.SeesAsync("activity");
        await app.Client.SuspendInstanceAsync(id);
        await app.IsAsync(id, OrchestrationRuntimeStatus.Suspended);
        app.Recorder.Gate.SetResult();
        await app.RunAsync("Quick");
        await app.Client.ResumeInstanceAsync(id);

        await app.EndAsync(id);
        app.Recorder.Count("activity").ShouldBe(1);
    }

    [Fact]
    public async Task An_instance_may_start_later()
    {
        await using var app = await StartAsync();
        var before = DateTimeOffset.UtcNow;
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync("Quick", new StartOrchestrationOptions(StartAt: before.AddSeconds(1)));

        (await app.Client.GetInstanceAsync(id))!.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Pending);
        (await app.EndAsync(id)).LastUpdatedAt.ShouldBeGreaterThanOrEqualTo(before.AddSeconds(1));
    }

    [Fact]
    public async Task The_custom_status_is_seen_while_it_runs_and_is_bounded()
    {
        await using var app = await StartAsync();
        var id = await app.Client.ScheduleNewOrchestrationInstanceAsync("Telling");

        await app.CustomStatusAsync(id, """{"Step":1}""");
        await app.Client.RaiseEventAsync(id, "go");

        (await app.EndAsync(id)).FailureDetails!.ErrorMessage.ShouldContain("must not exceed 16384");
    }

    [Fact]
    public async Task Instances_are_found_by_status_time_and_prefix_page_by_page_and_purged()
    {
        await using var app = await StartAsync();
        foreach (var id in new[] { "a/1", "a 2", "a-3", "b-1" })
            await Record.ExceptionAsync(() => app.RunAsync("Quick", id, id));
        await app.Client.ScheduleNewOrchestrationInstanceAsync("Waiting", 1, new StartOrchestrationOptions("a-open"));

        var all = await IdsAsync(app, new OrchestrationQuery(InstanceIdPrefix: "a", PageSize: 1));
        all.ShouldBe(["a-3", "a-open", "a 2"], ignoreOrder: true);
        var ended = new OrchestrationQuery(Statuses: [OrchestrationRuntimeStatus.Completed], FetchInputsAndOutputs: true);
        (await IdsAsync(app, ended)).ShouldBe(["a 2", "a-3", "b-1"], ignoreOrder: true);
        (await IdsAsync(app, new OrchestrationQuery(CreatedFrom: DateTimeOffset.UtcNow.AddHours(1)))).ShouldBeEmpty();
        var pages = new List<Page<OrchestrationMetadata>>();
        await foreach (var page in app.Client.GetAllInstancesAsync(ended).AsPages(pageSizeHint: 2))
            pages.Add(page);
        pages.Select(page => page.Values.Count).ShouldBe([2, 1]);
        pages[0].Values[0].ReadInputAs<string>().ShouldBe(pages[0].Values[0].InstanceId);

        (await app.Client.PurgeInstanceAsync("a-open")).PurgedInstanceCount.ShouldBe(0);
        (await app.Client.PurgeInstanceAsync("a-3")).PurgedInstanceCount.ShouldBe(1);
        (await app.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter())).PurgedInstanceCount.ShouldBe(2);
        (await IdsAsync(app, new OrchestrationQuery())).ShouldBe(["a-open"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("@entity")]
    [InlineData("a/b")]
    [InlineData("a#b")]
    public async Task An_id_that_the_platform_refuses_is_refused(string id)
    {
        await using var app = await StartAsync();

        await Should.ThrowAsync<ArgumentException>(() =>
            app.Client.ScheduleNewOrchestrationInstanceAsync("Quick", new StartOrchestrationOptions(id)));
    }

    [Fact]
    public async Task What_is_not_emulated_says_its_name()
    {
        await using var app = await StartAsync();
        var client = app.Client;
        var tagged = new StartOrchestrationOptions { Tags = new Dictionary<string, string> { ["a"] = "b" } };
        var versioned = new StartOrchestrationOptions { Version = "2" };

        (await NotSupportedAsync(() => client.ScheduleNewOrchestrationInstanceAsync("Quick", tagged))).ShouldBe("StartOrchestrationOptions.Tags");
        (await NotSupportedAsync(() => client.ScheduleNewOrchestrationInstanceAsync("Quick", versioned))).ShouldBe("StartOrchestrationOptions.Version");
        (await NotSupportedAsync(() => client.TerminateInstanceAsync("a", new TerminateInstanceOptions(Recursive: true)))).ShouldBe("TerminateInstanceOptions.Recursive");
        (await NotSupportedAsync(() => client.PurgeInstanceAsync("a", new PurgeInstanceOptions(true)))).ShouldBe("PurgeInstanceOptions.Recursive");
    }

    private static async Task<string> NotSupportedAsync(Func<Task> call) => (await Should.ThrowAsync<NotSupportedException>(call)).Message;

    private static async Task<List<string>> IdsAsync(DurableApp app, OrchestrationQuery query)
    {
        var ids = new List<string>();
        await foreach (var instance in app.Client.GetAllInstancesAsync(query))
            ids.Add(instance.InstanceId);
        return ids;
    }

    private Task<DurableApp> StartAsync() => DurableApp.StartAsync(azurite, typeof(Orchestrators));

    public sealed class Orchestrators(Recorder recorder)
    {
        [Function("Quick")]
        public static Task<string> Quick([OrchestrationTrigger] TaskOrchestrationContext context) => Task.FromResult("quick");

        [Function("Waiting")]
        public static async Task<int> Waiting([OrchestrationTrigger] TaskOrchestrationContext context, int number)
        {
            await context.WaitForExternalEvent<object>("go");
            return number;
        }

        [Function("Calling")]
        public static Task Calling([OrchestrationTrigger] TaskOrchestrationContext context) => context.CallActivityAsync("Slow");

        [Function("Slow")]
        public Task Slow([ActivityTrigger] string? input)
        {
            recorder.Add("activity");
            return recorder.Gate.Task;
        }

        [Function("Telling")]
        public static async Task Telling([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            context.SetCustomStatus(new { Step = 1 });
            await context.WaitForExternalEvent<object>("go");
            context.SetCustomStatus(new string('x', 9000));
        }
    }
}
