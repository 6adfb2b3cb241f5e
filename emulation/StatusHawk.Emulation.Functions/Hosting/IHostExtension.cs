using Microsoft.Extensions.DependencyInjection;

namespace StatusHawk.Emulation.Functions.Hosting;

/// <summary>A part of emulation that only some apps have.</summary>
internal interface IHostExtension
{
    /// <summary>Adds its kinds of triggers, inputs and outputs.</summary>
    void AddServices(IServiceCollection services);
}
