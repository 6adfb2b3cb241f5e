using StatusHawk.Core;
using StatusHawk.Core.Checks;
using StatusHawk.Testing;

namespace StatusHawk.Api.Tests;

/// <summary>What the deployment gives the app no right to, it must not try.</summary>
public class QueuesTests
{
    [Fact]
    public void The_app_names_no_queue_that_probes_read_and_none_of_what_they_find_down()
    {
        string[] named = [.. new[] { nameof(Queues.Checks), nameof(Queues.Opinions), nameof(Queues.Urgent) }.Select(name => $"{nameof(Queues)}.{name}")];
        string[] written = [$"\"{Queues.Checks("")}", $"\"{Queues.Opinions("")}", $"\"{Queues.Urgent}\""];

        AppSources.With([.. named, .. written]).ShouldBeEmpty();
        AppSources.With(nameof(RoundsMessage), $"new {nameof(Opinions)}", $"<{nameof(Opinions)}>", $"{nameof(Opinions)} opinions").ShouldBeEmpty();
        AppSources.With($"{nameof(Queues)}.{nameof(Queues.Commands)}").ShouldContain("Commands.cs");
    }

    [Fact]
    public void No_trigger_names_a_setting_that_the_platform_does_not_find() => TriggerSettings.Of(typeof(ApiApp).Assembly).ShouldBeEmpty();
}
