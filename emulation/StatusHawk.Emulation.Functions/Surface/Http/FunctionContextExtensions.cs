using Microsoft.AspNetCore.Http;
using StatusHawk.Emulation.Functions.Http;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>HTTP in the context of an invocation.</summary>
public static class FunctionContextExtensions
{
    /// <summary>The request and response, or null when the function was not triggered by HTTP.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context) =>
        context.Items.TryGetValue(HttpExchange.HttpContextKey, out var item) ? item as HttpContext : null;
}
