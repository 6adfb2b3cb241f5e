using System.Reflection;
using System.Text.RegularExpressions;

namespace StatusHawk.Testing;

/// <summary>
/// The settings that an app's triggers name, in <c>%…%</c> and as their connection. The platform's scale controller finds them only as they stand: a name with a section in it
/// (<c>:</c>, <c>__</c>) is found by the app itself, and by nobody who could wake it.
/// </summary>
public static partial class TriggerSettings
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Each name once, in alphabetical order.</summary>
    public static IReadOnlyList<string> Of(Assembly app) =>
    [
        .. app.GetTypes().SelectMany(type => type.GetMethods(Any)).SelectMany(method => method.GetParameters()).SelectMany(parameter => parameter.CustomAttributes)
            .SelectMany(Named).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    public static bool IsFlat(string name) => FlatName().IsMatch(name);

    private static IEnumerable<string> Named(CustomAttributeData attribute)
    {
        var texts = attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(named => named.TypedValue)).Select(argument => argument.Value).OfType<string>();
        var connections = attribute.NamedArguments.Where(named => named.MemberName == "Connection").Select(named => named.TypedValue.Value).OfType<string>();
        return texts.SelectMany(text => Placeholder().Matches(text)).Select(match => match.Groups[1].Value).Concat(connections);
    }

    [GeneratedRegex("%([^%]*)%")]
    private static partial Regex Placeholder();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]*$")]
    private static partial Regex FlatName();
}
