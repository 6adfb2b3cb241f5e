using Microsoft.Extensions.Configuration;

namespace StatusHawk.Infra.Tests.Settings;

/// <summary>Settings that are others from one look to the next.</summary>
internal sealed class SettableSource : ConfigurationProvider, IConfigurationSource
{
    public void Say(params (string Name, string Value)[] settings) =>
        Data = settings.ToDictionary(each => each.Name, string? (each) => each.Value, StringComparer.OrdinalIgnoreCase);

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
}
