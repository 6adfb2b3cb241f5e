using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace StatusHawk.Api.Tests.Contract;

public sealed class RoutesTests
{
    private static readonly Dictionary<string, string> Functions = typeof(ApiApp).Assembly.GetTypes().SelectMany(type => type.GetMethods())
        .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)
        .Select(method => (method.GetCustomAttribute<FunctionAttribute>()!.Name, Trigger: method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).OfType<HttpTriggerAttribute>().SingleOrDefault()))
        .Where(function => function.Trigger is not null)
        .ToDictionary(function => function.Name, function => $"{string.Join(' ', function.Trigger!.Methods!.Select(method => method.ToUpperInvariant()).Order(StringComparer.Ordinal))} /{function.Trigger.Route}");

    [Fact]
    public void Every_function_is_in_the_contract_with_its_method_and_path_and_the_other_way_round()
    {
        var declared = ApiContract.Current.Operations.ToDictionary(one => one.Id, one => $"{string.Join(' ', one.Methods.Order(StringComparer.Ordinal))} {one.Path}");

        Functions.OrderBy(one => one.Key, StringComparer.Ordinal).ShouldBe(declared.OrderBy(one => one.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_name_of_a_function_is_an_operations()
    {
        var names = typeof(FunctionNames).GetFields().Select(field => (string)field.GetValue(null)!);

        ApiContract.Current.Operations.Select(one => one.Id).Order(StringComparer.Ordinal).ShouldBe(names.Order(StringComparer.Ordinal));
    }
}
