using System.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace StatusHawk.Emulation.Functions.Http;

internal static class HttpServices
{
    /// <summary>What results and model binding need; the platform's worker has them from its own web host.</summary>
    public static void AddHttpResults(this IServiceCollection services)
    {
        services.TryAddSingleton<IWebHostEnvironment, WebEnvironment>();
        services.TryAddSingleton(_ => new DiagnosticListener("Microsoft.AspNetCore"));
        services.TryAddSingleton<DiagnosticSource>(p => p.GetRequiredService<DiagnosticListener>());
        services.AddMvcCore();
    }
}
