using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using StatusHawk.Local.Data;
using StatusHawk.Local.Processes;
using StatusHawk.Local.Stack;

namespace StatusHawk.EndToEnd.LocalStacks;

/// <summary>Processes whose owner was killed do not stay for ever, and nobody else's are taken for them.</summary>
public sealed class LeashTests : IDisposable
{
    private readonly DataFolder _data = DataFolder.Temporary();
    private readonly List<ChildProcess> _children = [];

    public LeashTests() => _data.Create();

    [Fact]
    public async Task The_leash_ends_what_the_ledger_names_when_its_owner_is_gone()
    {
        var child = Sleep();
        Ledger(child.Identity);
        await using (Leash.Hold(_data, "run")) child.Exited.IsCompleted.ShouldBeFalse();

        (await child.Exited).ShouldBe(128 + 15);
        File.Exists(_data.ProcessesPath).ShouldBeFalse();
    }

    [Fact]
    public async Task The_leash_of_an_earlier_run_leaves_a_later_one_alone()
    {
        var child = Sleep();
        Ledger(child.Identity);
        await using (Leash.Hold(_data, "earlier")) { }

        child.Exited.IsCompleted.ShouldBeFalse();
        File.Exists(_data.ProcessesPath).ShouldBeTrue();
    }

    [Fact]
    public async Task The_next_start_ends_what_is_left_of_a_killed_run_and_says_so()
    {
        var child = Sleep();
        Ledger(child.Identity);
        var said = new ConcurrentQueue<string>();

        await using (await LocalStack.StartAsync(new() { Data = _data, Parts = StackParts.None, Say = said.Enqueue })) { }

        (await child.Exited).ShouldBe(128 + 15);
        said.ShouldContain(line => line.Contains($"sleeper ({child.Identity.Pid})"));
    }

    [Fact]
    public async Task A_process_that_has_the_number_of_another_is_not_ended()
    {
        var child = Sleep();
        Ledger(child.Identity with { Started = "another boot/1" });

        await using (await LocalStack.StartAsync(new() { Data = _data, Parts = StackParts.None })) { }

        child.Exited.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_process_that_does_not_end_when_asked_is_forced()
    {
        var child = Start("/bin/sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 0.2; done");
        await Eventually.BecomesTrueAsync(() => File.Exists(Log) && File.ReadAllText(Log).Contains("deaf"), "the process does not listen any more");
        Ledger(child.Identity);

        await using (await LocalStack.StartAsync(new() { Data = _data, Parts = StackParts.None, StopGrace = TimeSpan.FromSeconds(1) })) { }

        (await child.Exited).ShouldBe(128 + 9);
    }

    public void Dispose()
    {
        foreach (var child in _children.Where(c => !c.Exited.IsCompleted))
        {
            using var process = Process.GetProcessById(child.Identity.Pid);
            process.Kill();
        }

        Directory.Delete(_data.Path, recursive: true);
    }

    private string Log => Path.Combine(_data.LogsPath, "sleeper.log");

    private ChildProcess Sleep() => Start("/bin/sleep", "600");

    private ChildProcess Start(string file, params string[] arguments)
    {
        var child = ChildProcess.Start(new()
        {
            File = file,
            Arguments = arguments,
            WorkingDirectory = _data.Path,
            LogPath = Log,
            Mark = arguments[^1],
        });
        _children.Add(child);
        return child;
    }

    private void Ledger(ProcessIdentity process)
    {
        var owner = new ProcessIdentity(int.MaxValue, "never", "");
        File.WriteAllText(_data.ProcessesPath, JsonSerializer.Serialize(new LedgerContent("run", owner, DeleteData: false, [new("sleeper", process)])));
    }
}
