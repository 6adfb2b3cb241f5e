using System.Text;
using Microsoft.Extensions.Configuration;
using StatusHawk.Emulation.Functions.Hosting;

namespace StatusHawk.Emulation.Functions.Configuration;

/// <summary>The settings of <c>host.json</c>, each overridden by <c>AzureFunctionsJobHost__a__b</c>.</summary>
internal sealed class HostJson(IConfiguration configuration)
{
    private static readonly string[] NotEmulatedSections =
        ["functionTimeout", "concurrency", "retry", "customHandler", "extensions:http:customHeaders", "extensions:http:hsts"];

    public static HostJson Load(FunctionsApplicationSettings application, HostSettings settings)
    {
        var path = Path.Combine(application.BaseDirectory, "host.json");
        var text = application.HostJson ?? (File.Exists(path)
            ? File.ReadAllText(path)
            : throw new InvalidOperationException($"There is no host.json in {application.BaseDirectory}."));
        var configuration = new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(text)))
            .AddConfiguration(settings.Section("AzureFunctionsJobHost"))
            .Build();
        return configuration["version"] == "2.0"
            ? new HostJson(configuration)
            : throw new InvalidOperationException($"The version in host.json must be \"2.0\", not \"{configuration["version"]}\".");
    }

    public IConfiguration Section(string path) => configuration.GetSection(path);

    /// <summary>A setting by its path with colons.</summary>
    /// <exception cref="InvalidOperationException">It is out of range or no <typeparamref name="T"/>.</exception>
    public T Read<T>(string path, T fallback, T min, T max)
        where T : IParsable<T>, IComparable<T>
    {
        if (configuration[path] is not { } text)
            return fallback;
        if (!T.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var value))
            throw new InvalidOperationException($"The setting {path} of host.json is \"{text}\", which is no {typeof(T).Name}.");
        return value.CompareTo(min) >= 0 && value.CompareTo(max) <= 0
            ? value
            : throw new InvalidOperationException($"The setting {path} of host.json is {text}; it must be between {min} and {max}.");
    }

    public string Read(string path, string fallback) => configuration[path] ?? fallback;

    /// <summary>What is set but has no effect in emulation.</summary>
    public IEnumerable<string> NotEmulated() => NotEmulatedSections.Where(path => configuration.GetSection(path).Exists());
}
