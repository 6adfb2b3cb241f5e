using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;
using StatusHawk.Emulation.Functions.Discovery;

namespace StatusHawk.Emulation.Functions.Http;

/// <summary>The addresses of HTTP functions.</summary>
internal static partial class HttpRoutes
{
    public static IReadOnlyList<string> Methods(FunctionMethod function) =>
        [.. (((HttpTriggerAttribute)function.Trigger).Methods ?? []).Select(method => method.ToUpperInvariant())];

    /// <exception cref="InvalidOperationException">The template is none, or names an unknown constraint.</exception>
    public static RoutePattern Pattern(FunctionMethod function, string prefix, ParameterPolicyFactory policies)
    {
        var route = Template(function, prefix);
        try
        {
            var pattern = RoutePatternFactory.Parse(route);
            foreach (var parameter in pattern.Parameters)
            {
                foreach (var policy in parameter.ParameterPolicies)
                    policies.Create(parameter, policy);
            }

            return pattern;
        }
        catch (Exception exception) when (exception is RoutePatternException or InvalidOperationException)
        {
            throw new InvalidOperationException(
                $"Function '{function.Name}': the route '{route}' is not valid. {exception.Message}", exception);
        }
    }

    /// <exception cref="InvalidOperationException">Two functions answer the same requests.</exception>
    public static void RefuseAmbiguous(IReadOnlyList<FunctionMethod> functions, string prefix)
    {
        foreach (var same in functions.GroupBy(f => ParameterName().Replace(Template(f, prefix), "{"), StringComparer.OrdinalIgnoreCase))
        {
            var taken = new Dictionary<string, FunctionMethod>();
            foreach (var function in same)
            {
                foreach (var method in Methods(function).DefaultIfEmpty("*"))
                {
                    var other = taken.FirstOrDefault(t => t.Value != function && (t.Key == method || t.Key == "*" || method == "*")).Value;
                    if (other is not null)
                    {
                        throw new InvalidOperationException(
                            $"Functions '{other}' and '{function}' answer the same requests: {method} /{same.Key}.");
                    }

                    taken[method] = function;
                }
            }
        }
    }

    private static string Template(FunctionMethod function, string prefix)
    {
        var route = ((HttpTriggerAttribute)function.Trigger).Route is { Length: > 0 } given ? given : function.Name;
        return $"{prefix.Trim('/')}/{route.Trim('/')}".Trim('/');
    }

    [GeneratedRegex(@"\{\**[^:}=?*]+")]
    private static partial Regex ParameterName();
}
