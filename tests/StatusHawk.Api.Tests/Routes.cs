using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace StatusHawk.Api.Tests;

/// <summary>Every route of the app, by its function's name.</summary>
internal static class Routes
{
    public static IReadOnlyDictionary<string, (string Method, string Route)> All { get; } =
        (from type in typeof(ApiApp).Assembly.GetTypes()
         from method in type.GetMethods()
         let function = method.GetCustomAttribute<FunctionAttribute>()
         where function is not null
         let trigger = method.GetParameters()[0].GetCustomAttribute<HttpTriggerAttribute>()
         where trigger is not null
         select (function.Name, Method: trigger.Methods![0].ToUpperInvariant(), Route: trigger.Route!))
        .ToDictionary(row => row.Name, row => (row.Method, row.Route), StringComparer.Ordinal);
}
