using StatusHawk.Emulation.Functions.Http;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>HTTP by the types of ASP.NET Core.</summary>
public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>
    /// Lets functions take <c>HttpRequest</c> and return <c>IActionResult</c> or <c>IResult</c>. Middleware added before this sees no
    /// request.
    /// </summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        if (builder.ServesHttp)
            return builder;
        builder.ServesHttp = true;
        builder.Services.AddHttpResults();
        builder.Use(HttpExchange.Around);
        return builder;
    }
}
