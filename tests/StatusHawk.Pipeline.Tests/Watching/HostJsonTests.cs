using Microsoft.Extensions.Configuration;
using StatusHawk.Local;
using StatusHawk.Pipeline.Checks;

namespace StatusHawk.Pipeline.Tests.Watching;

/// <summary>What the platform's host is told to keep of the apps' logs.</summary>
public sealed class HostJsonTests
{
    private readonly IConfiguration _logging = new ConfigurationBuilder().AddJsonFile(Path.Combine(Repository.Root, "host.json")).Build().GetSection("logging");

    [Fact]
    public void The_line_that_alarms_rest_on_is_kept_by_the_name_of_its_function() =>
        _logging[$"logLevel:Function.{nameof(RunWatchdog)}.User"].ShouldBe("Information");

    [Fact]
    public void Warnings_and_errors_are_kept_of_all_others() => _logging.GetSection("logLevel").GetChildren().ShouldAllBe(level => level.Value == "Warning" || level.Value == "Information");

    [Fact]
    public void No_line_is_sampled_away() => _logging["applicationInsights:samplingSettings:excludedTypes"]!.Split(';').ShouldBe(["Trace", "Exception"], ignoreOrder: true);

    [Fact]
    public void No_address_of_a_request_which_may_hold_a_token_is_kept() =>
        _logging["applicationInsights:httpAutoCollectionOptions:enableHttpTriggerExtendedInfoCollection"].ShouldBe("False");
}
