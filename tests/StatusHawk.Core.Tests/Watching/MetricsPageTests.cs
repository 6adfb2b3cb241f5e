using StatusHawk.Core.Watching;

namespace StatusHawk.Core.Tests.Watching;

public sealed class MetricsPageTests : IDisposable
{
    private const string Key = "0123456789abcdef";
    private readonly MetricsCollector _collector = new();

    [Theory]
    [InlineData("", null, 200)]
    [InlineData("", "Bearer anything", 401)]
    [InlineData("", "Bearer ", 401)]
    [InlineData(Key, null, 401)]
    [InlineData(Key, "", 401)]
    [InlineData(Key, "Bearer " + Key, 200)]
    [InlineData(Key, "bearer  " + Key, 200)]
    [InlineData(Key, "Bearer " + Key + "x", 401)]
    [InlineData(Key, "Basic " + Key, 401)]
    [InlineData(Key, Key, 401)]
    public void Only_the_key_opens_what_has_one_and_a_wrong_one_opens_nothing(string key, string? authorization, int status)
    {
        var answer = new MetricsPage(_collector, new WatchingOptions { MetricsKey = key }).Answer(authorization, null);

        answer.Status.ShouldBe(status);
        answer.ContentType.ShouldBe(status == 200 ? "text/plain; version=0.0.4; charset=utf-8" : "application/problem+json");
        if (status == 200) answer.Body.ShouldContain("# TYPE dotnet_process_cpu_time_seconds_total counter");
        else answer.Body.ShouldNotContain("dotnet_");
    }

    [Theory]
    [InlineData("", null, 401)]
    [InlineData("", "", 401)]
    [InlineData("", "Bearer ", 401)]
    [InlineData(Key, null, 401)]
    [InlineData(Key, "Bearer " + Key, 200)]
    public void What_is_not_open_is_for_the_key_alone_and_without_one_for_nobody(string key, string? authorization, int status)
    {
        var page = new MetricsPage(_collector, new WatchingOptions { MetricsKey = key, OpenMetrics = false });

        page.IsOpen.ShouldBeFalse();
        page.Answer(authorization, null).Status.ShouldBe(status);
    }

    [Fact]
    public void The_answer_is_in_the_format_that_was_asked_for()
    {
        var answer = new MetricsPage(_collector, new WatchingOptions()).Answer(null, "application/openmetrics-text");

        answer.ContentType.ShouldBe("application/openmetrics-text; version=1.0.0; charset=utf-8");
        answer.Body.ShouldEndWith("# EOF\n");
    }

    public void Dispose() => _collector.Dispose();
}
