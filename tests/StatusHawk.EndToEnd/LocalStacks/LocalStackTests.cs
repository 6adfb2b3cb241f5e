using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using StatusHawk.Local.Data;
using StatusHawk.Local.Ports;
using StatusHawk.Local.Stack;

namespace StatusHawk.EndToEnd.LocalStacks;

public class LocalStackTests
{
    private readonly ConcurrentQueue<string> _said = new();

    [Fact]
    public async Task What_was_started_is_gone_after_the_end_and_so_is_its_data()
    {
        var stack = await StartAsync("end", StackParts.Emulators | StackParts.Target);
        var pids = stack.Parts.Select(p => p.Pid!.Value).ToList();
        pids.Count.ShouldBe(2);
        pids.ShouldAllBe(pid => IsRunning(pid));

        await stack.DisposeAsync();

        pids.ShouldAllBe(pid => !IsRunning(pid));
        Directory.Exists(stack.Data.Path).ShouldBeFalse();
        stack.Ports.All().ShouldAllBe(p => IsFree(p.Port));
    }

    [Fact]
    public async Task A_killed_part_stays_dead_until_it_is_started_and_then_has_its_port_and_data()
    {
        await using var stack = await StartAsync("killed", StackParts.Cosmos);
        var before = stack.Cosmos.Pid;

        await stack.Cosmos.KillAsync();
        stack.Cosmos.IsRunning.ShouldBeFalse();
        await stack.Cosmos.StartAsync();

        stack.Cosmos.IsRunning.ShouldBeTrue();
        stack.Cosmos.Pid.ShouldNotBe(before);
        stack.Cosmos.Log.ReadAll().Split("ready on").Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_supervised_part_that_dies_is_started_again()
    {
        await using var stack = await StartAsync("supervised", StackParts.Cosmos, o => o with { Supervise = true });
        var before = stack.Cosmos.Pid!.Value;

        using (var process = Process.GetProcessById(before)) process.Kill();

        await Eventually.BecomesTrueAsync(() => _said.Any(line => line.Contains("cosmos is back")), "the supervisor says that cosmos is back");
        stack.Cosmos.Pid.ShouldNotBeNull().ShouldNotBe(before);
        _said.ShouldContain(line => line.Contains("cosmos died (exit code 137)"));
    }

    [Fact]
    public async Task A_supervised_part_that_was_ended_on_purpose_stays_dead_until_it_is_started()
    {
        await using var stack = await StartAsync("purpose", StackParts.Cosmos, o => o with { Supervise = true });

        await stack.Cosmos.KillAsync();
        await stack.Cosmos.StartAsync();
        using (var process = Process.GetProcessById(stack.Cosmos.Pid!.Value)) process.Kill();

        await Eventually.BecomesTrueAsync(() => _said.Any(line => line.Contains("cosmos is back")), "cosmos is supervised again");
        _said.Count(line => line.Contains("cosmos died")).ShouldBe(1);
    }

    [Fact]
    public async Task A_second_stack_on_the_same_data_is_refused_and_the_first_goes_on()
    {
        await using var stack = await StartAsync("first", StackParts.Cosmos);

        var refusal = await Should.ThrowAsync<StackException>(() => StartAsync("second", StackParts.Cosmos, o => o with { Data = stack.Data }));

        refusal.Message.ShouldContain(stack.Data.Path);
        refusal.Message.ShouldContain($"process {Environment.ProcessId}");
        refusal.Message.ShouldContain("HAWK_DATA");
        stack.Cosmos.IsRunning.ShouldBeTrue();
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_who_wants_it_and_who_has_it()
    {
        var folder = DataFolder.Temporary();
        using var block = PortBlock.Reserve();
        var ports = new StackPorts(block.Base, ["eu"]);
        using var occupant = new TcpListener(IPAddress.Any, ports.Cosmos);
        occupant.Start();

        var refusal = await Should.ThrowAsync<StackException>(() =>
            StartAsync("port", StackParts.Emulators, o => o with { Data = folder, PortBase = block.Base, Regions = ["eu"] }));

        refusal.Message.ShouldContain($"port {ports.Cosmos}, wanted by cosmos, is in use");
        refusal.Message.ShouldContain("HAWK_PORT_BASE");
        if (OperatingSystem.IsLinux()) refusal.Message.ShouldContain($"process {Environment.ProcessId}");
        File.Exists(folder.ProcessesPath).ShouldBeFalse();
        _said.ShouldBeEmpty();
        Directory.Delete(folder.Path, recursive: true);
    }

    [Fact]
    public async Task A_part_that_cannot_start_is_named_with_the_end_of_its_log_and_nothing_stays()
    {
        var nothing = new Dictionary<string, string> { ["NODE_OPTIONS"] = "--no-such-option" };

        var failure = await Should.ThrowAsync<StackException>(() => StartAsync("broken", StackParts.Emulators, o => o with
        {
            Environment = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["cosmos"] = nothing },
        }));

        failure.Message.ShouldContain("cosmos ended with exit code 9");
        failure.Message.ShouldContain("| node: --no-such-option is not allowed");
    }

    private Task<LocalStack> StartAsync(string name, StackParts parts, Func<StackOptions, StackOptions>? change = null) =>
        StackFixture.StartAsync("local-" + name, o => (change ?? (same => same))(o with { Parts = parts, Say = _said.Enqueue }));

    private static bool IsRunning(int pid) => Process.GetProcesses().Any(p => p.Id == pid);

    private static bool IsFree(int port)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect(IPAddress.Loopback, port);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
