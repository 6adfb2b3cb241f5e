using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StatusHawk.Api;
using StatusHawk.Azure;
using StatusHawk.Infra.Tests.Reading;
using StatusHawk.Pipeline;
using StatusHawk.Probe;

namespace StatusHawk.Infra.Tests.Settings;

/// <summary>An app's options, made of its own services: what it binds is found by setting it.</summary>
internal sealed class AppOptions
{
    // One of these is something else than the default of any property, and can be read as what it is.
    private static readonly string[] Values = ["7", "true", "false", "00:00:07", "https://example.com/seven", "closed"];

    // What stands for an item, a key or a plan of an installation's own.
    private static readonly string[] Items = [":0", ":seven", ""];

    private readonly string _app;
    private readonly SettableSource _source = new();
    private readonly ServiceProvider _services;
    private readonly string _unset;

    public AppOptions(string app)
    {
        _app = app;
        var services = Services(new ConfigurationBuilder().Add(_source).Build());
        _services = services.BuildServiceProvider();
        Types =
        [
            .. (from service in services
               where service.ServiceType.IsGenericType && service.ServiceType.GetGenericTypeDefinition() == typeof(IConfigureOptions<>)
               let type = service.ServiceType.GetGenericArguments()[0]
               where Product.Has(type)
               select type).Distinct(),
        ];
        _unset = Bound()!;
    }

    /// <summary>The options' classes.</summary>
    public IReadOnlyList<Type> Types { get; }

    /// <summary>The properties that the app's code reads, each as the setting that says it.</summary>
    public IEnumerable<(PropertyInfo Property, string Setting)> Used(AppCode code) =>
        from type in Types
        from each in PropertiesOf(type)
        where code.Calls.Any(call => call.Callee == each.Property.GetMethod && !IsIn(call.Caller.DeclaringType, type))
        select (each.Property, SettingOf(each.Property, each.Names));

    /// <summary>Whether a setting makes any of the options another.</summary>
    public bool Binds(string setting) => Values.Any(value => Bound((setting, value)) is { } bound && bound != _unset);

    /// <summary>What the options say of such settings at the app's start. Empty: nothing.</summary>
    public IReadOnlyList<string> FaultsOf(IReadOnlyDictionary<string, string?> settings)
    {
        using var provider = Services(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
        return [.. Types.SelectMany(type => FaultsOf(type, provider))];
    }

    private static IEnumerable<string> FaultsOf(Type type, IServiceProvider provider)
    {
        try
        {
            var options = provider.GetRequiredService(typeof(IOptions<>).MakeGenericType(type));
            options.GetType().GetProperty("Value")!.GetValue(options);
            return [];
        }
        catch (TargetInvocationException e)
        {
            return [e.InnerException!.Message];
        }
    }

    // Names with an item where the property holds several.
    private static IEnumerable<(PropertyInfo Property, string[] Names)> PropertiesOf(Type type, string[]? sections = null)
    {
        sections ??= [(string)type.GetField("SectionName")!.GetRawConstantValue()!];
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var names = sections.Select(section => $"{section}:{property.Name}").ToArray();
            var held = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[^1] : null;
            if (held is { IsClass: true } && held != typeof(string))
            {
                // A section of its own for each, which is called as the thing is.
                var inner = PropertiesOf(held, [.. names.Concat(sections).Select(name => name + ":seven")]);
                foreach (var each in inner.Where(each => each.Property.Name != "Name")) yield return each;
            }
            else if (held is not null || property.SetMethod is not null)
            {
                yield return (property, names);
            }
        }
    }

    private string SettingOf(PropertyInfo property, string[] names)
    {
        var setting = names.SelectMany(name => Items.Select(item => name + item)).Concat(FlatNamesOf(property)).FirstOrDefault(Binds);
        return setting ?? throw new InvalidOperationException($"No setting says {property.DeclaringType!.Name}.{property.Name} of {_app}.");
    }

    // Constants of the class beside its section's name: "RegionSetting" is that of "Region".
    private static IEnumerable<string> FlatNamesOf(PropertyInfo property) =>
        property.DeclaringType!.GetField(property.Name + "Setting") is { IsLiteral: true } field ? [(string)field.GetRawConstantValue()!] : [];

    private static bool IsIn(Type? type, Type outer) => type is not null && (type == outer || IsIn(type.DeclaringType, outer));

    // All options as they are bound, right or wrong; null: a value cannot be read as what it should be.
    private string? Bound(params (string Name, string Value)[] settings)
    {
        _source.Say(settings);
        try
        {
            return JsonSerializer.Serialize(Types.Select(type => Unchecked(type, _services)).ToArray());
        }
        catch (TargetInvocationException e) when (e.InnerException is InvalidOperationException)
        {
            return null;
        }
    }

    private static object Unchecked(Type type, IServiceProvider provider)
    {
        var make = typeof(AppOptions).GetMethod(nameof(Make), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type);
        return make.Invoke(null, [provider])!;
    }

    private static T Make<T>(IServiceProvider provider) where T : class =>
        new OptionsFactory<T>(provider.GetServices<IConfigureOptions<T>>(), provider.GetServices<IPostConfigureOptions<T>>()).Create(Options.DefaultName);

    private IServiceCollection Services(IConfiguration configuration) =>
        (_app switch
        {
            "Api" => ApiServices(configuration),
            "Pipeline" => new ServiceCollection().AddStatusHawkPipeline(configuration),
            _ => new ServiceCollection().AddStatusHawkProbe(configuration),
        }).AddLogging().AddSingleton(configuration);

    private static IServiceCollection ApiServices(IConfiguration configuration)
    {
        var builder = FunctionsApplication.CreateBuilder([]);
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddConfiguration(configuration);
        builder.UseStatusHawkApi();
        return builder.Services.AddStatusHawkStores(configuration);
    }
}
