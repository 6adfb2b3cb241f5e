using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using StatusHawk.Emulation.Tests.Functions;

namespace StatusHawk.Emulation.Tests.Durable;

/// <summary>The app is deployed again with another orchestrator of the same name while an instance waits.</summary>
public class ReplayTests(Azurite azurite)
{
    private static readonly Dictionary<string, Type> Versions = new()
    {
        ["renamed"] = typeof(Renamed),
        ["a timer in place"] = typeof(ATimerInPlace),
        ["one step more"] = typeof(OneStepMore),
        ["one step less"] = typeof(OneStepLess),
    };

    [Theory]
    [InlineData("renamed", "at step 2 its history has activity 'OpenIncident', the code now asks for activity 'OpenIncidents'")]
    [InlineData("a timer in place", "at step 2 its history has activity 'OpenIncident', the code now asks for a timer")]
    [InlineData("one step more", "at step 3 its history has nothing, the code now asks for activity 'Note'")]
    [InlineData("one step less", "at step 2 its history has activity 'OpenIncident', the code now asks for nothing")]
    public async Task A_changed_orchestrator_is_found_and_the_difference_is_named(string change, string difference)
    {
        var settings = await DurableApp.SettingsAsync(azurite);
        await using (var before = await DurableApp.StartAsync(settings, [typeof(Original), typeof(Activities)]))
        {
            await before.Client.ScheduleNewOrchestrationInstanceAsync("Lifecycle", new StartOrchestrationOptions("incident-1"));
            await before.CustomStatusAsync("incident-1", "\"waiting\"");
        }

        await using var after = await DurableApp.StartAsync(settings, [Versions[change], typeof(Activities)]);
        await after.Client.RaiseEventAsync("incident-1", "go");

        var end = await after.EndAsync("incident-1");
        end.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        end.FailureDetails!.ErrorMessage.ShouldBe(
            $"Non-deterministic orchestrator 'Lifecycle' (instance incident-1): {difference}. Give a changed orchestrator a new name.");
        after.Recorder.Entries.ShouldContain("Error: " + end.FailureDetails.ErrorMessage);
    }

    [Fact]
    public async Task An_unchanged_orchestrator_goes_on_and_one_of_a_new_name_runs_beside_it()
    {
        var settings = await DurableApp.SettingsAsync(azurite);
        await using (var before = await DurableApp.StartAsync(settings, [typeof(Original), typeof(Activities)]))
        {
            await before.Client.ScheduleNewOrchestrationInstanceAsync("Lifecycle", new StartOrchestrationOptions("old"));
            await before.CustomStatusAsync("old", "\"waiting\"");
        }

        await using var after = await DurableApp.StartAsync(settings, [typeof(Original), typeof(NewName), typeof(Activities)]);
        (await after.RunAsync("Lifecycle2")).ShouldBe("\"new\"");
        await after.Client.RaiseEventAsync("old", "go");

        (await after.EndAsync("old")).SerializedOutput.ShouldBe("\"old\"");
    }

    [Fact]
    public async Task An_instance_whose_orchestrator_is_no_function_waits_until_it_is()
    {
        var settings = await DurableApp.SettingsAsync(azurite);
        await using (var without = await DurableApp.StartAsync(settings, [typeof(NewName), typeof(Activities)]))
        {
            await without.Client.ScheduleNewOrchestrationInstanceAsync("Lifecycle", new StartOrchestrationOptions("early"));
            await without.Recorder.SeesAsync(
                "Error: Orchestrator 'Lifecycle' of instance early is not a function of this app: it waits until it is.");
            await without.Client.RaiseEventAsync("early", "go");
            (await without.Client.GetInstanceAsync("early"))!.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Pending);
        }

        await using var with = await DurableApp.StartAsync(settings, [typeof(Original), typeof(Activities)]);

        (await with.EndAsync("early")).SerializedOutput.ShouldBe("\"old\"");
    }

    public sealed class Activities
    {
        [Function("Note")]
        public static void Note([ActivityTrigger] string? input)
        {
        }

        [Function("OpenIncident")]
        public static void OpenIncident([ActivityTrigger] string? input)
        {
        }

        [Function("OpenIncidents")]
        public static void OpenIncidents([ActivityTrigger] string? input)
        {
        }
    }

    public static class Original
    {
        [Function("Lifecycle")]
        public static async Task<string> Lifecycle([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync("Note");
            await context.CallActivityAsync("OpenIncident");
            context.SetCustomStatus("waiting");
            await context.WaitForExternalEvent<object>("go");
            return "old";
        }
    }

    public static class Renamed
    {
        [Function("Lifecycle")]
        public static async Task Lifecycle([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync("Note");
            await context.CallActivityAsync("OpenIncidents");
            await context.WaitForExternalEvent<object>("go");
        }
    }

    public static class ATimerInPlace
    {
        [Function("Lifecycle")]
        public static async Task Lifecycle([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync("Note");
            await context.CreateTimer(TimeSpan.FromHours(1), CancellationToken.None);
        }
    }

    public static class OneStepMore
    {
        [Function("Lifecycle")]
        public static async Task Lifecycle([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync("Note");
            await context.CallActivityAsync("OpenIncident");
            await context.CallActivityAsync("Note");
            await context.WaitForExternalEvent<object>("go");
        }
    }

    public static class OneStepLess
    {
        [Function("Lifecycle")]
        public static async Task Lifecycle([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync("Note");
            await context.WaitForExternalEvent<object>("go");
        }
    }

    public static class NewName
    {
        [Function("Lifecycle2")]
        public static async Task<string> Lifecycle2([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await context.CallActivityAsync("OpenIncidents");
            return "new";
        }
    }
}
