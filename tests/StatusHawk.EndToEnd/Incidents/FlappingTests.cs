using StatusHawk.Local.Ports;

namespace StatusHawk.EndToEnd.Incidents;

/// <summary>The tenth time the same thing goes down and up.</summary>
public sealed class FlappingTests
{
    [Fact]
    public async Task Flapping_is_told_as_such_once_and_then_nothing_until_it_is_stable()
    {
        await using var stack = await StackFixture.StartAsync("flapping", options => Stacks.Quick(options) with
        {
            Environment = Stacks.With(Stacks.Quick(options).Environment, "pipeline", ("Incidents__FlappingTransitions", "2"), ("Incidents__StableAfter", "00:00:45")),
        });
        using var client = new StackClient(stack);
        await using var receiver = await Receiver.StartAsync();
        using var ports = PortBlock.Reserve();
        await using var target = SwitchTarget.Start(ports.Base);
        await client.ReadyAsync();
        await client.CreateWebhookAsync(receiver.Url());
        var id = await client.CreateMonitorAsync(target.Url);
        await client.BecomesAsync(id, "up");

        for (var time = 0; time < 3; time++)
        {
            target.Refuse();
            await client.BecomesAsync(id, "down");
            target.Serve();
            await client.BecomesAsync(id, "up");
            if (time == 0) await Eventually.BecomesTrueAsync(() => receiver.Told(id).Count == 2, "the first outage and its end are told");
        }

        await Eventually.BecomesTrueAsync(() => receiver.Told(id).Count == 4, "the end of flapping is told", TimeSpan.FromMinutes(4));
        receiver.Told(id).ShouldBe(["incident.down", "incident.recovered", "incident.flapping", "incident.recovered"]);
    }
}
