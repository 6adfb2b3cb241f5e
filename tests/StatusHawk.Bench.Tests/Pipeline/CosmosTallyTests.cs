using StatusHawk.Bench.Pipeline;

namespace StatusHawk.Bench.Tests.Pipeline;

public sealed class CosmosTallyTests
{
    private const string Stats = """
        {"since":"2026-03-01T12:00:00.000Z","containers":{
          "statushawk/log":{"items":3,"bytes":6500,"operations":{"create":{"count":3,"requestUnits":19.5,"bytes":6500,"failed":0}}},
          "statushawk/pages":{"items":1,"bytes":200,"operations":{
            "read":{"count":2,"requestUnits":2,"bytes":400,"failed":0},"metadata":{"count":1,"requestUnits":1,"bytes":0,"failed":0}}}}}
        """;

    [Fact]
    public void Reads_what_the_emulator_counted_in_all_containers()
    {
        var tally = CosmosTally.Parse(Stats);

        tally.RequestUnits.ShouldBe(22.5);
        tally["log create"].ShouldBe(new CosmosOperation(3, 19.5, 6_500));
        tally["pages read"].Count.ShouldBe(2);
        tally["live replace"].ShouldBe(CosmosTally.None);
        (tally.LogItems, tally.LogBytes).ShouldBe((3, 6_500));
    }
}
