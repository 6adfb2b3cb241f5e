using Microsoft.Extensions.Configuration;
using StatusHawk.Emulation.Functions.Hosting;

namespace StatusHawk.Emulation.Functions.Configuration;

/// <summary>
/// The app settings as the host sees them: <c>local.settings.json</c>, then environment variables. The app's own configuration sources
/// (appsettings.json and the like) are not among them, as on the platform.
/// </summary>
internal sealed class HostSettings(IConfiguration configuration)
{
    public string? this[string name] => configuration[name];

    public static HostSettings Load(FunctionsApplicationSettings settings) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(LocalSettings.Read(settings.BaseDirectory))
        .AddEnvironmentVariables()
        .AddInMemoryCollection(settings.Settings)
        .Build());

    public IConfigurationSection Section(string name) => configuration.GetSection(name);

    public string? ConnectionString(string name) => configuration.GetConnectionString(name) ?? configuration[name];
}
