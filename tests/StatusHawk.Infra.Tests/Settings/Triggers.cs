using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using StatusHawk.Infra.Tests.Reading;

namespace StatusHawk.Infra.Tests.Settings;

/// <summary>What starts an app's functions, and the settings that are named there.</summary>
internal static partial class Triggers
{
    public static IReadOnlyList<QueueTriggerAttribute> Queues(Assembly app) => [.. Of<QueueTriggerAttribute>(app)];

    public static IReadOnlyList<TimerTriggerAttribute> Timers(Assembly app) => [.. Of<TimerTriggerAttribute>(app)];

    public static IReadOnlyList<string> Functions(Assembly app) => [.. AppCode.Functions(app).Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name)];

    /// <summary>The settings between percent signs.</summary>
    public static IReadOnlyList<string> Named(Assembly app) =>
    [
        .. (from text in Queues(app).Select(trigger => trigger.QueueName).Concat(Timers(app).Select(trigger => trigger.Schedule))
            from match in Percent().Matches(text)
            select match.Groups[1].Value).Distinct(),
    ];

    /// <summary>A trigger's text with the settings put in.</summary>
    public static string Filled(string text, IReadOnlyDictionary<string, string> settings) => Percent().Replace(text, match => settings[match.Groups[1].Value]);

    private static IEnumerable<T> Of<T>(Assembly app) where T : Attribute =>
        AppCode.Functions(app).SelectMany(method => method.GetParameters()).Select(parameter => parameter.GetCustomAttribute<T>()).OfType<T>();

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Percent();
}
