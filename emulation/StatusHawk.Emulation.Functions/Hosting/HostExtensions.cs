using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace StatusHawk.Emulation.Functions.Hosting;

/// <summary>Finds the extensions that stand next to the app, as the platform finds those that an app's packages bring.</summary>
internal static class HostExtensions
{
    private static readonly string[] Assemblies = ["StatusHawk.Emulation.Durable"];

    public static void AddHostExtensions(this IServiceCollection services)
    {
        foreach (var name in Assemblies.Where(name => File.Exists(Path.Combine(AppContext.BaseDirectory, name + ".dll"))))
        {
            foreach (var type in Assembly.Load(name).GetTypes().Where(type => type.IsAssignableTo(typeof(IHostExtension))))
                ((IHostExtension)Activator.CreateInstance(type)!).AddServices(services);
        }
    }
}
