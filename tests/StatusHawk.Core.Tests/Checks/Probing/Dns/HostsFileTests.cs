using StatusHawk.Core.Checks.Probing.Dns;
using StatusHawk.Testing;

namespace StatusHawk.Core.Tests.Checks.Probing.Dns;

public sealed class HostsFileTests
{
    [Fact]
    public void Every_name_and_alias_of_a_line_counts_and_addresses_and_comments_do_not()
    {
        const string Text = """
            # 192.0.2.9 comment.example
            127.0.0.1 localhost
            192.0.2.1	Db.Example.	db-alias.example  # later.example

            2001:db8::1 six.example
            192.0.2.2
            192.0.2.3 not!a!name good.example
            """;

        HostsFile.Parse(Text).ShouldBe(["localhost", "db.example", "db-alias.example", "six.example", "good.example"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_file_is_read_again_after_30_seconds_and_may_be_missing()
    {
        var clock = new ManualClock();
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var hosts = new HostsFile(clock, path);
        try
        {
            hosts.Contains("db.example").ShouldBeFalse();
            await File.WriteAllTextAsync(path, "192.0.2.1 db.example");
            hosts.Contains("db.example").ShouldBeFalse();
            clock.Advance(TimeSpan.FromSeconds(30));
            hosts.Contains("db.example").ShouldBeTrue();

            File.Delete(path);
            clock.Advance(TimeSpan.FromSeconds(30));
            hosts.Contains("db.example").ShouldBeTrue("what was read last holds");
        }
        finally
        {
            File.Delete(path);
        }
    }
}
