using StatusHawk.Emulation.Functions.Configuration;

namespace StatusHawk.Emulation.Functions.Hosting;

/// <summary>What processes of one function app share in the names of their locks.</summary>
internal sealed class HostIdentity(FunctionsApplicationSettings application, HostSettings settings)
{
    /// <value>The setting <c>AzureFunctionsWebHost:hostid</c>, or the name of the app's assembly; lower case.</value>
    public string Id { get; } =
        (settings["AzureFunctionsWebHost:hostid"] ?? application.FunctionsAssembly.GetName().Name!).ToLowerInvariant();
}
