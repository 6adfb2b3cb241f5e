using System.Globalization;
using StatusHawk.Emulation.Functions.Configuration;
using StatusHawk.Emulation.Functions.Hosting;

namespace StatusHawk.Emulation.Durable.Configuration;

/// <summary>The durable settings of <c>host.json</c>, with the platform's defaults, and those that only emulation has.</summary>
internal sealed record DurableOptions
{
    /// <summary>The task hub, which names the table.</summary>
    public required string HubName { get; init; }

    public required string Connection { get; init; }

    public required bool ThrowsOnRaiseEvent { get; init; }

    /// <summary>How long orchestration messages that a killed process had taken are held.</summary>
    public required TimeSpan ControlHold { get; init; }

    /// <summary>How long activities that a killed process had taken are held.</summary>
    public required TimeSpan WorkItemHold { get; init; }

    public required int MaxActivities { get; init; }

    public required int MaxOrchestrators { get; init; }

    /// <summary>How often messages of other processes are looked for.</summary>
    /// <value>The setting <c>Emulation:DurablePollInterval</c>; by default 1 second.</value>
    public required TimeSpan Poll { get; init; }

    /// <summary>Whether every activity runs twice: the setting <c>Emulation:DurableDuplicateActivities</c>.</summary>
    public required bool DuplicatesActivities { get; init; }

    /// <summary>Whether every event is lost: the setting <c>Emulation:DurableDropEvents</c>.</summary>
    public required bool DropsEvents { get; init; }

    /// <exception cref="InvalidOperationException">A setting is out of range.</exception>
    public static DurableOptions Read(HostJson hostJson, HostSettings settings, HostIdentity identity)
    {
        const string Section = "extensions:durableTask";
        var (second, minute, day) = (TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        var held = Time(settings, "Emulation:DurableVisibilityTimeout");
        var atOnce = 10 * Environment.ProcessorCount;
        return new()
        {
            HubName = Hub(hostJson.Read($"{Section}:hubName", ""), identity),
            Connection = hostJson.Read($"{Section}:storageProvider:connectionName", StorageConnections.Default),
            ThrowsOnRaiseEvent = hostJson.Read($"{Section}:throwStatusExceptionsOnRaiseEvent", true, false, true),
            ControlHold = held ?? hostJson.Read($"{Section}:storageProvider:controlQueueVisibilityTimeout", 5 * minute, minute, day),
            WorkItemHold = held ?? hostJson.Read($"{Section}:storageProvider:workItemQueueVisibilityTimeout", 5 * minute, minute, day),
            MaxActivities = hostJson.Read($"{Section}:maxConcurrentActivityFunctions", atOnce, 1, 10_000),
            MaxOrchestrators = hostJson.Read($"{Section}:maxConcurrentOrchestratorFunctions", atOnce, 1, 10_000),
            Poll = Time(settings, "Emulation:DurablePollInterval") ?? second,
            DuplicatesActivities = IsOn(settings, "Emulation:DurableDuplicateActivities"),
            DropsEvents = IsOn(settings, "Emulation:DurableDropEvents"),
        };
    }

    private static TimeSpan? Time(HostSettings settings, string name) =>
        settings[name] is { } text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : null;

    private static bool IsOn(HostSettings settings, string name) => settings[name] is { Length: > 0 } text && bool.Parse(text);

    private static string Hub(string name, HostIdentity identity)
    {
        if (name.Length == 0)
        {
            name = string.Concat(identity.Id.Where(char.IsAsciiLetterOrDigit));
            name = (char.IsAsciiLetter(name.FirstOrDefault()) ? name : "hub" + name)[..Math.Min(name.Length, 42)];
        }

        return name.Length is >= 3 and <= 45 && char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit)
            ? name
            : throw new InvalidOperationException(
                $"The hubName of host.json is \"{name}\"; it must be a letter, then 2 to 44 letters and digits.");
    }
}
