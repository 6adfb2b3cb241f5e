using StatusHawk.Bench.Cost;
using StatusHawk.Local;

namespace StatusHawk.Bench.Tests.Cost;

public sealed class CostTableTests
{
    [Fact]
    public void The_table_in_the_documentation_is_what_the_bench_prints()
    {
        var table = CostTable.Markdown(Counted.Last);

        table.Split('\n').Length.ShouldBeGreaterThan(8);
        File.ReadAllText(Path.Combine(Repository.Root, "docs", "performance.md")).ReplaceLineEndings("\n").ShouldContain(table);
    }
}
