using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using StatusHawk.Core.Watching;

namespace StatusHawk.Core.Tests.Watching;

public sealed class ExpositionTests
{
    private static readonly MetricFamily[] Families =
    [
        new("http_requests", MetricType.Counter, "Requests \"answered\".\nBy route \\.", null, [new MetricPoint.Number([new("route", "/a/{b}"), new("status", "200")], 3)]),
        new("active_monitors", MetricType.Gauge, "Monitors.", null, [new MetricPoint.Number([], 0.5)]),
        new("age_seconds", MetricType.Histogram, "Age.", "seconds", [new MetricPoint.Distribution([new("queue", "a\"b\\c\nd")], [0.5, 1, 10], [1, 0, 2, 4], 99.25)]),
    ];

    [Fact]
    public void Writes_the_text_format() => Exposition.Write(Families, ExpositionFormat.Text).ShouldBe("""
        # HELP http_requests_total Requests "answered".\nBy route \\.
        # TYPE http_requests_total counter
        http_requests_total{route="/a/{b}",status="200"} 3
        # HELP active_monitors Monitors.
        # TYPE active_monitors gauge
        active_monitors 0.5
        # HELP age_seconds Age.
        # TYPE age_seconds histogram
        age_seconds_bucket{queue="a\"b\\c\nd",le="0.5"} 1
        age_seconds_bucket{queue="a\"b\\c\nd",le="1"} 1
        age_seconds_bucket{queue="a\"b\\c\nd",le="10"} 3
        age_seconds_bucket{queue="a\"b\\c\nd",le="+Inf"} 7
        age_seconds_sum{queue="a\"b\\c\nd"} 99.25
        age_seconds_count{queue="a\"b\\c\nd"} 7

        """);

    [Fact]
    public void Writes_open_metrics() => Exposition.Write(Families, ExpositionFormat.OpenMetrics).ShouldBe("""
        # HELP http_requests Requests \"answered\".\nBy route \\.
        # TYPE http_requests counter
        http_requests_total{route="/a/{b}",status="200"} 3
        # HELP active_monitors Monitors.
        # TYPE active_monitors gauge
        active_monitors 0.5
        # HELP age_seconds Age.
        # TYPE age_seconds histogram
        # UNIT age_seconds seconds
        age_seconds_bucket{queue="a\"b\\c\nd",le="0.5"} 1
        age_seconds_bucket{queue="a\"b\\c\nd",le="1.0"} 1
        age_seconds_bucket{queue="a\"b\\c\nd",le="10.0"} 3
        age_seconds_bucket{queue="a\"b\\c\nd",le="+Inf"} 7
        age_seconds_sum{queue="a\"b\\c\nd"} 99.25
        age_seconds_count{queue="a\"b\\c\nd"} 7
        # EOF

        """);

    [Theory]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(1e21, "1E+21")]
    [InlineData(-0.1, "-0.1")]
    public void Writes_every_number_as_prometheus_reads_it(double value, string text) =>
        Exposition.Write([new("a", MetricType.Gauge, "", null, [new MetricPoint.Number([], value)])], ExpositionFormat.Text).Split('\n')[2].ShouldBe($"a {text}");

    [Fact]
    public void Whatever_a_label_says_is_read_back_as_it_was_and_never_makes_a_line_of_its_own() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(
            Text().ToArbitrary(), Gen.Choose(-1_000_000, 1_000_000).ToArbitrary(), Gen.Elements(ExpositionFormat.Text, ExpositionFormat.OpenMetrics).ToArbitrary(), (label, value, format) =>
            {
                var text = Exposition.Write([new("a", MetricType.Gauge, label, null, [new MetricPoint.Number([new("x", label), new("y", "1")], value)])], format);
                var sample = text.Split('\n').Single(line => line.StartsWith("a{", StringComparison.Ordinal));
                var (read, rest) = Unquote(sample["a{x=\"".Length..]);
                return read == label && rest == $",y=\"1\"}} {value.ToString(CultureInfo.InvariantCulture)}" && text.Count(letter => letter == '\n') == (format == ExpositionFormat.Text ? 3 : 4);
            }));

    private static Gen<string> Text() =>
        Gen.Elements('a', '\\', '"', '\n', '{', '}', ',', '=', ' ', '#', 'é', 'n', '\r').ListOf().Select(letters => string.Concat(letters));

    private static (string Value, string After) Unquote(string text)
    {
        var value = new System.Text.StringBuilder();
        for (var i = 0; ; i++)
        {
            if (text[i] == '"') return (value.ToString(), text[(i + 1)..]);
            if (text[i] == '\\') value.Append(text[++i] == 'n' ? '\n' : text[i]);
            else value.Append(text[i]);
        }
    }
}
