using StatusHawk.Core.Watching;

namespace StatusHawk.Core.Tests.Watching;

public sealed class ExpositionFormatTests
{
    [Theory]
    [InlineData(null, ExpositionFormat.Text)]
    [InlineData("", ExpositionFormat.Text)]
    [InlineData("*/*", ExpositionFormat.Text)]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", ExpositionFormat.Text)]
    [InlineData("application/openmetrics-text", ExpositionFormat.OpenMetrics)]
    [InlineData("Application/OpenMetrics-Text; Version=1.0.0; charset=utf-8", ExpositionFormat.OpenMetrics)]
    [InlineData("application/openmetrics-text;version=\"0.0.1\"", ExpositionFormat.OpenMetrics)]
    [InlineData("application/openmetrics-text;version=2.0.0", ExpositionFormat.Text)]
    [InlineData("application/openmetrics-text;q=0", ExpositionFormat.Text)]
    [InlineData("application/openmetrics-text;q=0.3,text/plain;q=0.5", ExpositionFormat.Text)]
    [InlineData("application/openmetrics-text;q=soon", ExpositionFormat.Text)]
    [InlineData(";;,,;q=1,=", ExpositionFormat.Text)]
    [InlineData(
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
        ExpositionFormat.OpenMetrics)]
    [InlineData("application/vnd.google.protobuf;q=0.7,text/plain;version=0.0.4;q=0.3,*/*;q=0.1", ExpositionFormat.Text)]
    public void Gives_open_metrics_to_whoever_names_it_and_likes_it_no_less(string? accept, ExpositionFormat wanted) => ExpositionFormats.Wanted(accept).ShouldBe(wanted);
}
