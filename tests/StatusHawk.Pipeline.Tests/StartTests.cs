using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Testing;

namespace StatusHawk.Pipeline.Tests;

public sealed class StartTests(Storage storage)
{
    [Fact]
    public async Task Health_answers()
    {
        await using var app = await PipelineApp.StartAsync(storage);

        using var answer = await app.GetAsync("/health");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/health+json");
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"status\":\"pass\"");
    }

    [Theory]
    [InlineData("ScheduleEvery", null, "ScheduleEvery")]
    [InlineData("ScheduleEvery", "often", "often")]
    [InlineData("WatchdogEvery", null, "WatchdogEvery")]
    [InlineData("UptimeEvery", null, "UptimeEvery")]
    [InlineData("Uptime:KeepHoursForDays", "8", "KeepHoursForDays")]
    [InlineData("Uptime:GatherLate", "2:00:00", "Uptime:GatherLate")]
    [InlineData("Verdicts:MinimumFreshness", "0", "Verdicts:MinimumFreshness")]
    [InlineData("Verdicts:MinimumFreshness", "2.00:00:00", "Verdicts:MinimumFreshness")]
    [InlineData("Verdicts:MinimumFreshness", "soon", "Verdicts:MinimumFreshness")]
    [InlineData("Verdicts:FreshIntervals", "0", "FreshIntervals")]
    [InlineData("Verdicts:ConfirmFor", "00:00:00.5", "Verdicts:ConfirmFor")]
    [InlineData("Incidents:FlappingTransitions", "20", "FlappingTransitions")]
    [InlineData("Incidents:FollowEvery", "0", "Incidents:FollowEvery")]
    [InlineData("Alerting:PublicUrl", "status", "Alerting:PublicUrl")]
    [InlineData("Alerting:LongestRetry", "00:00:01", "Alerting:LongestRetry")]
    [InlineData("Email:Sender", "nobody", "Email:Sender")]
    [InlineData("Removal:Settling", "00:00:09", "Removal:Settling")]
    [InlineData("Removal:RunFor", "0", "Removal:RunFor")]
    [InlineData("Sealing:CurrentKeyId", null, "CurrentKeyId")]
    [InlineData("Cosmos:Endpoint", null, "Endpoint")]
    [InlineData("Cosmos:Endpoint", "nowhere", "Endpoint")]
    [InlineData("HomeStorage", null, "HomeStorage")]
    [InlineData("Watching:MetricsKey", "too short", "Watching:MetricsKey")]
    [InlineData("Watching:DeadManUrl", "nowhere", "Watching:DeadManUrl")]
    public async Task A_setting_that_is_missing_or_wrong_fails_the_start_and_is_named(string name, string? value, string named)
    {
        var refused = await Record.ExceptionAsync(async () =>
        {
            await using var app = await PipelineApp.StartAsync(storage, (name, value));
        });

        refused.ShouldNotBeNull().Message.ShouldContain(named);
    }

    [Fact]
    public void Triggers_name_only_settings_that_the_platform_finds_as_they_stand()
    {
        var names = TriggerSettings.Of(typeof(PipelineServices).Assembly);

        names.ShouldBe(["HomeStorage", "ScheduleEvery", "UptimeEvery", "WatchdogEvery"]);
        names.ShouldAllBe(name => TriggerSettings.IsFlat(name));
    }

    [Fact]
    public async Task Everything_that_is_registered_and_every_function_can_be_made_without_a_call_to_anywhere()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Cosmos:Endpoint"] = "https://127.0.0.1:1/",
            ["Cosmos:Key"] = "a2V5",
            ["HomeStorage"] = "UseDevelopmentStorage=true",
            ["Sealing:CurrentKeyId"] = "test",
            ["Sealing:Keys:test"] = PipelineApp.SealingKey,
        }).Build();
        var services = new ServiceCollection().AddLogging().AddStatusHawkPipeline(configuration);
        await using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        foreach (var service in services.Where(service => !service.ServiceType.ContainsGenericParameters)) provider.GetServices(service.ServiceType).ShouldNotBeEmpty();
        var functions = typeof(PipelineServices).Assembly.GetTypes().Where(type => !type.IsAbstract && type.GetMethods().Any(method => method.IsDefined(typeof(FunctionAttribute), false))).ToArray();
        functions.Length.ShouldBe(17);
        foreach (var function in functions) ActivatorUtilities.CreateInstance(provider, function).ShouldNotBeNull();
    }
}
