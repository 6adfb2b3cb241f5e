using StatusHawk.Local.Ports;
using StatusHawk.Local.Stack;

namespace StatusHawk.EndToEnd.Incidents;

/// <summary>Whatever dies or gets lost during an outage: one incident, told once by its key, and so is its end. <c>./hawk bench faults</c> does more of it.</summary>
public sealed class FaultTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly string[] DownAndRecovered = ["incident.down", "incident.recovered"];

    [Fact]
    public async Task Pipeline_killed_over_and_over_between_the_first_failure_and_the_recovery_tells_each_once()
    {
        await using var scene = await Scene.StartAsync("kill-during-outage", Stacks.Quick, monitors: 4);
        scene.Break();
        await KillAsync(scene.Stack);
        await scene.DownToldAsync();
        scene.Mend();
        await KillAsync(scene.Stack);

        await scene.ToldAsync();
    }

    [Fact]
    public async Task Everything_killed_at_once_during_an_outage_tells_each_once()
    {
        await using var scene = await Scene.StartAsync("kill-all-during-outage", Stacks.Quick, monitors: 2);
        scene.Break();
        await Task.Delay(TimeSpan.FromSeconds(9 + (Random.Shared.NextDouble() * 10)));
        await RestartAsync([.. scene.Stack.Parts.Where(part => part != scene.Stack.Azurite)]);
        await scene.DownToldAsync();

        // Azurite saves what it was told every five seconds only; Azure's tables forget nothing.
        await Task.Delay(TimeSpan.FromSeconds(12));
        await RestartAsync(scene.Stack.Parts);
        scene.Mend();

        await scene.ToldAsync();
    }

    [Fact]
    public async Task An_alert_in_flight_when_its_sender_dies_is_sent_again_with_the_same_key()
    {
        await using var scene = await Scene.StartAsync("kill-in-flight", options => Stacks.Quick(options) with
        {
            Environment = Stacks.With(Stacks.Quick(options).Environment, "pipeline", ("Alerting__SendTimeout", "00:00:03")),
        }, monitors: 1);
        scene.Receiver.Thinks = TimeSpan.FromSeconds(30);
        scene.Break();
        await scene.DownToldAsync();
        await scene.Stack.Pipeline.KillAsync();
        scene.Receiver.Thinks = TimeSpan.Zero;
        var requests = scene.Receiver.Requests;
        await scene.Stack.Pipeline.StartAsync();

        await Eventually.BecomesTrueAsync(() => scene.Receiver.Requests > requests, "it is sent again", Patience);
        scene.Mend();
        await scene.ToldAsync();
    }

    [Fact]
    public async Task A_receiver_that_is_away_is_told_after_and_in_order()
    {
        await using var scene = await Scene.StartAsync("receiver-away", options => Stacks.Quick(options) with
        {
            Environment = Stacks.With(Stacks.Quick(options).Environment, "pipeline", ("Alerting__FirstRetry", "00:00:01"), ("Alerting__LongestRetry", "00:00:03")),
        }, monitors: 2);
        scene.Receiver.Answer = 503;
        scene.Break();
        await Eventually.BecomesTrueAsync(() => scene.Receiver.Requests > 5, "the receiver is asked again and again");
        scene.Mend();
        foreach (var id in scene.Ids)
            await Eventually.BecomesTrueAsync(async () => (await scene.Client.IncidentsAsync(id)).Single()["status"]!.GetValue<string>() == "resolved", "its end waits to be told");
        var asked = scene.Receiver.Requests;
        await Eventually.BecomesTrueAsync(() => scene.Receiver.Requests > asked + 4, "the receiver is asked on and on");
        scene.Receiver.Taken().ShouldBeEmpty();

        scene.Receiver.Answer = 204;

        await scene.ToldAsync();
    }

    [Fact]
    public async Task With_every_event_lost_and_every_activity_run_twice_all_the_same_happens()
    {
        await using var scene = await Scene.StartAsync("no-events", options => Stacks.Quick(options) with
        {
            Environment = Stacks.With(
                Stacks.Quick(options).Environment, "pipeline",
                ("Emulation__DurableDropEvents", "true"), ("Emulation__DurableDuplicateActivities", "true"), ("Incidents__FollowEvery", "00:00:05")),
        }, monitors: 2);
        scene.Break();
        await scene.DownToldAsync();
        scene.Mend();

        await scene.ToldAsync();
    }

    private static async Task RestartAsync(IReadOnlyList<StackPart> parts)
    {
        await Task.WhenAll(parts.Select(part => part.KillAsync()));
        foreach (var part in parts) await part.StartAsync();
    }

    /// <summary>Pipeline four times, at random moments of half a minute, and once a Probe, which may be giving its opinion.</summary>
    private static async Task KillAsync(LocalStack stack)
    {
        for (var kill = 0; kill < 4; kill++)
        {
            await Task.Delay(Random.Shared.NextDouble() * TimeSpan.FromSeconds(8));
            if (kill == 2) await stack.Probe("eu").KillAsync();
            await stack.Pipeline.KillAsync();
            await stack.Pipeline.StartAsync();
            if (kill == 2) await stack.Probe("eu").StartAsync();
        }
    }

    /// <summary>A stack with a few monitors, each on a target of its own, and one webhook.</summary>
    private sealed class Scene : IAsyncDisposable
    {
        private readonly List<SwitchTarget> _targets = [];
        private readonly PortBlock _ports = PortBlock.Reserve();

        private Scene(LocalStack stack, Receiver receiver) => (Stack, Receiver, Client) = (stack, receiver, new StackClient(stack));

        public LocalStack Stack { get; }
        public Receiver Receiver { get; }
        public StackClient Client { get; }
        public List<string> Ids { get; } = [];

        public static async Task<Scene> StartAsync(string name, Func<StackOptions, StackOptions> change, int monitors)
        {
            var scene = new Scene(await StackFixture.StartAsync(name, change), await Receiver.StartAsync());
            await scene.Client.ReadyAsync();
            scene.Receiver.Trust((await scene.Client.CreateWebhookAsync(scene.Receiver.Url())).Secret);
            for (var i = 0; i < monitors; i++)
            {
                var target = SwitchTarget.Start(scene._ports.Base + i);
                scene._targets.Add(target);
                scene.Ids.Add(await scene.Client.CreateMonitorAsync(target.Url, $"Shop {i}"));
            }

            foreach (var id in scene.Ids) await scene.Client.BecomesAsync(id, "up");
            return scene;
        }

        public void Break() => _targets.ForEach(target => target.Refuse());

        public void Mend() => _targets.ForEach(target => target.Serve());

        public async Task DownToldAsync()
        {
            foreach (var id in Ids) await Eventually.BecomesTrueAsync(() => Receiver.Told(id).Count > 0, "the outage is told", Patience);
        }

        /// <summary>In the end each outage and its end were told once by their keys, in order and signed, and each had one incident.</summary>
        public async Task ToldAsync()
        {
            foreach (var id in Ids)
            {
                await Eventually.BecomesTrueAsync(() => Receiver.Told(id).Count > 1, "the recovery is told", Patience);
                Receiver.Told(id).ShouldBe(DownAndRecovered);
                (await Client.IncidentsAsync(id)).Count.ShouldBe(1);
            }

            Receiver.Taken().ShouldAllBe(received => received.IsSigned);
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await Stack.DisposeAsync();
            await Receiver.DisposeAsync();
            foreach (var target in _targets) await target.DisposeAsync();
            _ports.Dispose();
        }
    }
}
