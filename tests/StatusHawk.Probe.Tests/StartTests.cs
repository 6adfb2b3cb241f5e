using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StatusHawk.Testing;

namespace StatusHawk.Probe.Tests;

public sealed class StartTests(Storage storage)
{
    [Fact]
    public async Task Health_answers()
    {
        await using var app = await ProbeApp.StartAsync(storage);

        using var answer = await app.GetAsync("/health");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/health+json");
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"status\":\"pass\"");
    }

    [Theory]
    [InlineData("ProbeRegion", null, "ProbeRegion")]
    [InlineData("Probe:Retries", "4", "Retries")]
    [InlineData("Probe:MaxConcurrency", "0", "MaxConcurrency")]
    [InlineData("Probe:MaxConcurrencyPerHost", "0", "MaxConcurrencyPerHost")]
    [InlineData("Probe:MaxBodyBytes", "much", "Probe:MaxBodyBytes")]
    [InlineData("Sealing:CurrentKeyId", null, "CurrentKeyId")]
    [InlineData("Sealing:CurrentKeyId", "k2", "Sealing:CurrentKeyId")]
    [InlineData("Sealing:Keys:k1", null, "Sealing:Keys")]
    [InlineData("Sealing:Keys:k1", "c2hvcnQ=", "Sealing:Keys:k1")]
    [InlineData("ProbeRegion", "", "ProbeRegion")]
    [InlineData("Probe:Canaries:0", "nowhere", "Probe:Canaries")]
    [InlineData("Probe:CanaryTimeout", "-00:00:05", "CanaryTimeout")]
    [InlineData("RegionStorage", null, "RegionStorage")]
    public async Task A_setting_that_is_missing_or_wrong_fails_the_start_and_is_named(string name, string? value, string named)
    {
        var refused = await Record.ExceptionAsync(async () =>
        {
            await using var app = await ProbeApp.StartAsync(storage, (name, value));
        });

        refused.ShouldNotBeNull().Message.ShouldContain(named);
    }

    [Fact]
    public void Triggers_name_only_settings_that_the_platform_finds_as_they_stand()
    {
        var names = TriggerSettings.Of(typeof(ProbeServices).Assembly);

        names.ShouldBe(["ProbeRegion", "RegionStorage"]);
        names.ShouldAllBe(name => TriggerSettings.IsFlat(name));
    }

    [Fact]
    public async Task Everything_that_is_registered_and_every_function_can_be_made()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ProbeRegion"] = ProbeApp.Region,
            ["Sealing:CurrentKeyId"] = "k1",
            ["Sealing:Keys:k1"] = ProbeApp.Sealing.Keys["k1"],
            ["HomeStorage"] = "UseDevelopmentStorage=true",
        }).Build();
        var services = new ServiceCollection().AddLogging().AddStatusHawkProbe(configuration);
        await using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        foreach (var service in services.Where(service => !service.ServiceType.ContainsGenericParameters)) provider.GetServices(service.ServiceType).ShouldNotBeEmpty();
        var functions = typeof(ProbeServices).Assembly.GetTypes().Where(type => type.GetMethods().Any(method => method.IsDefined(typeof(FunctionAttribute), false))).ToArray();
        functions.Length.ShouldBe(3);
        foreach (var function in functions) ActivatorUtilities.CreateInstance(provider, function).ShouldNotBeNull();
    }
}
