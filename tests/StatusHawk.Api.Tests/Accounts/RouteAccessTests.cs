using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using StatusHawk.Api.Accounts;

namespace StatusHawk.Api.Tests.Accounts;

public class RouteAccessTests
{
    public static TheoryData<string> Functions =>
        [.. typeof(ApiApp).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Select(method => method.GetCustomAttribute<FunctionAttribute>()?.Name).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Every_function_says_who_may_call_it(string function) => RouteAccess.Of(function).ShouldNotBeNull();
}
