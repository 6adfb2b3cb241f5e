using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using StatusHawk.Core.Uptime;

namespace StatusHawk.Core.Tests.Uptime;

public sealed class LatencyHistogramTests
{
    private static readonly double[] Shares = [0, 0.001, 0.07, 0.25, 0.5, 0.55, 0.75, 0.9, 0.95, 0.99, 0.999, 1];

    [Fact]
    public void Each_quantile_is_within_one_percent_of_the_exact_one_and_exact_below_128() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Durations().ToArbitrary(), durations =>
        {
            var (histogram, sorted) = (Of(durations), durations.Order().ToArray());
            foreach (var share in Shares)
            {
                var exact = Nearest(sorted, share);
                var said = histogram.Quantile(share)!.Value;
                if (exact < 128) said.ShouldBe(exact, $"{share} of {sorted.Length}");
                else Math.Abs((double)said - exact).ShouldBeLessThanOrEqualTo(exact * 0.01, $"{share} of {sorted.Length}: {said} for {exact}");
            }
        }));

    [Fact]
    public void Parts_added_up_in_any_order_are_the_whole_to_the_byte() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Durations().ToArbitrary(), Gen.Choose(1, int.MaxValue).ToArbitrary(), (durations, seed) =>
        {
            var random = new Random(seed);
            var parts = durations.GroupBy(_ => random.Next(7)).OrderBy(_ => random.Next()).Select(part => Of([.. part])).ToList();
            while (parts.Count > 1)
            {
                // As a tree: what is merged is merged again, and has been stored in between.
                var (into, from) = (random.Next(parts.Count - 1), parts[^1]);
                parts[into].Add(Read(Json(from)));
                parts.RemoveAt(parts.Count - 1);
            }

            var whole = Of(durations);
            Json(parts.Single()).ShouldBe(Json(whole));
            parts.Single().Count.ShouldBe(durations.Length);
            Shares.Select(parts.Single().Quantile).ShouldBe(Shares.Select(whole.Quantile));
        }));

    [Fact]
    public void It_is_read_back_as_it_was_written() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Durations().ToArbitrary(), durations =>
        {
            var whole = Of(durations);
            var read = Read(Json(whole));

            read.Count.ShouldBe(whole.Count);
            Shares.Select(read.Quantile).ShouldBe(Shares.Select(whole.Quantile));
            Json(read).ShouldBe(Json(whole));
        }));

    [Fact]
    public void Every_duration_falls_into_a_bucket_whose_middle_is_near_and_buckets_never_go_back()
    {
        var last = -1;
        foreach (var duration in Enumerable.Range(0, 31).SelectMany(power => Enumerable.Range(-2, 5).Select(off => (1L << power) + off)).Append(int.MaxValue).Where(d => d is >= 0 and <= int.MaxValue).Distinct().Order())
        {
            var bucket = LatencyHistogram.BucketOf((int)duration);
            bucket.ShouldBeGreaterThanOrEqualTo(last);
            last = bucket;
            Math.Abs(LatencyHistogram.MiddleOf(bucket) - duration).ShouldBeLessThanOrEqualTo(duration / 128, $"{duration}");
        }
    }

    [Fact]
    public void Nothing_added_has_no_quantile_and_less_than_nothing_counts_as_nothing()
    {
        new LatencyHistogram().Quantile(0.5).ShouldBeNull();
        Json(new LatencyHistogram()).ShouldBe("\"\"");
        Read("\"\"").Count.ShouldBe(0);

        var histogram = Of([-5, int.MinValue]);
        (histogram.Count, histogram.Quantile(1)).ShouldBe((2, 0));
    }

    [Fact]
    public void A_day_of_one_region_takes_few_bytes()
    {
        var random = new Random(1);
        Json(Of([.. Enumerable.Range(0, 8_640).Select(_ => 40 + (int)Math.Exp(random.NextDouble() * 8))])).Length.ShouldBeLessThan(1_500);
    }

    [Theory]
    [InlineData("\"not base64\"")]
    [InlineData("\"gA==\"")] // ends within a number
    [InlineData("\"BQ==\"")] // a bucket without a count
    [InlineData("\"BQA=\"")] // a count of nothing
    [InlineData("\"/////38B\"")] // a bucket that no duration falls into
    [InlineData("\"//////////////8B\"")] // a number of more than 63 bits
    [InlineData("\"Bf//////////fwYB\"")] // more counts than can be counted
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void Rubbish_is_refused_as_json_that_is_wrong(string json) => Should.Throw<JsonException>(() => Read(json));

    private static LatencyHistogram Of(int[] durations)
    {
        var histogram = new LatencyHistogram();
        foreach (var duration in durations) histogram.Add(duration);
        return histogram;
    }

    // In whole numbers: what the share is off as a binary fraction must not choose the rank.
    private static int Nearest(int[] sorted, double share) =>
        sorted[(int)Math.Clamp((((long)Math.Round(share * 1_000) * sorted.Length) + 999) / 1_000, 1, sorted.Length) - 1];

    private static string Json(LatencyHistogram histogram) => JsonSerializer.Serialize(histogram, StatusHawkJson.Options);

    private static LatencyHistogram Read(string json) => JsonSerializer.Deserialize<LatencyHistogram>(json, StatusHawkJson.Options)!;

    // Constant; two peaks far apart; powers of two and their neighbours; heavy tails; small ones; anything.
    private static Gen<int[]> Durations()
    {
        var any = Gen.Choose(0, int.MaxValue);
        var power = Gen.Choose(0, 30).SelectMany(bits => Gen.Choose(-1, 1).Select(off => (1 << bits) + off));
        var tail = Gen.Choose(0, 1_000_000).Select(u => (int)Math.Min(int.MaxValue, 20 / Math.Pow(1 - (u / 1_000_001d), 1.5)));
        var peaks = any.SelectMany(far => Gen.Choose(1, 200).Select(near => (near, far)));
        return Gen.OneOf(
            any.SelectMany(one => Gen.Choose(1, 300).Select(count => Enumerable.Repeat(one, count).ToArray())),
            peaks.SelectMany(two => Gen.Elements(true, false).ListOf().Select(which => which.Select(near => near ? two.near : two.far).ToArray())),
            Several(power),
            Several(tail),
            Several(Gen.Choose(0, 300)),
            Several(any),
            Gen.OneOf(any, power, tail, Gen.Constant(int.MaxValue)).Select(one => new[] { one })).Where(durations => durations.Length > 0);
    }

    private static Gen<int[]> Several(Gen<int> each) => Gen.Choose(1, 400).SelectMany(each.ArrayOf);
}
