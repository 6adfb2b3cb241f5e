using System.Text.Json;
using StatusHawk.Core.Checks;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Core.Tests.Checks;

public sealed class CheckListTests
{
    private static readonly CheckSpec[] Checks =
    [
        new() { MonitorId = "mon_a", Kind = MonitorKind.Http, TimeoutSeconds = 10, Http = new HttpTarget { Url = "https://example.com/\"<ü>&" }, Assertions = ["status is 200"] },
        new() { MonitorId = "mon_b", Kind = MonitorKind.Tcp, TimeoutSeconds = 3, Tcp = new TcpTarget { Host = "example.com", Port = 25 } },
    ];

    [Fact]
    public void It_is_written_as_the_array_that_it_is_also_inside_of_something_else()
    {
        JsonSerializer.Serialize(CheckList.Of(Checks), StatusHawkJson.Options).ShouldBe(JsonSerializer.Serialize(Checks, StatusHawkJson.Options));
        JsonSerializer.Serialize(new { A = 1, List = CheckList.Of(Checks), B = 2 }, StatusHawkJson.Options)
            .ShouldBe(JsonSerializer.Serialize(new { A = 1, List = Checks, B = 2 }, StatusHawkJson.Options));
    }

    [Fact]
    public void It_is_read_back_in_its_order()
    {
        var read = StatusHawkJson.Read<CheckList>(JsonSerializer.Serialize(Checks, StatusHawkJson.Options));

        read.Select(check => (check.MonitorId, check.Http?.Url, check.Tcp?.Port)).ShouldBe([("mon_a", Checks[0].Http!.Url, null), ("mon_b", null, 25)]);
        read.Count.ShouldBe(2);
    }

    [Fact]
    public void It_knows_its_size_in_a_message() =>
        CheckList.Of(Checks).JsonBytes.ShouldBe(JsonSerializer.SerializeToUtf8Bytes(Checks, StatusHawkJson.Options).Length);
}
