using System.Globalization;
using System.Reflection;
using System.Text;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StatusHawk.Emulation.Functions.Discovery;

namespace StatusHawk.Emulation.Functions.Invocation;

/// <summary>Binds a parameter to the binding data of its name. Text converts as in the worker: as it is, GUID, time, JSON.</summary>
internal static class NamedValue
{
    private static readonly HashSet<Type> Simple =
    [
        typeof(string), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(bool),
        typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(float), typeof(double), typeof(decimal),
    ];

    public static bool CanBind(Type type) => Simple.Contains(Nullable.GetUnderlyingType(type) ?? type);

    public static ArgumentBinder Binder(ParameterInfo parameter)
    {
        var target = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        // Without a value the worker passes null, which reflection turns into the default of a value type.
        return invocation => new(
            invocation.BindingData.TryGetValue(parameter.Name!, out var value) && value is string text
                ? Convert(text, target, parameter, invocation)
                : parameter.HasDefaultValue ? parameter.DefaultValue : null);
    }

    public static object? FromJson(string text, Type target, FunctionInvocation invocation) =>
        Serializer(invocation.Context.InstanceServices).Deserialize(
            new MemoryStream(Encoding.UTF8.GetBytes(text)), target, invocation.CancellationToken);

    public static ObjectSerializer Serializer(IServiceProvider services) =>
        services.GetRequiredService<IOptions<WorkerOptions>>().Value.Serializer!;

    private static object? Convert(string text, Type target, ParameterInfo parameter, FunctionInvocation invocation)
    {
        if (target == typeof(string))
            return text;
        if (target == typeof(Guid) && Guid.TryParse(text, out var guid))
            return guid;
        if (target == typeof(DateTimeOffset) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var offset))
            return offset;
        if (target == typeof(DateTime) && DateTime.TryParse(text, CultureInfo.InvariantCulture, out var time))
            return time;
        if (target == typeof(DateOnly) && DateOnly.TryParse(text, CultureInfo.InvariantCulture, out var day))
            return day;
        if (target == typeof(TimeOnly) && TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out var hour))
            return hour;
        try
        {
            return FromJson(text, target, invocation);
        }
        catch (System.Text.Json.JsonException exception)
        {
            throw new InvalidOperationException(
                $"Cannot convert input parameter '{parameter.Name}' of function '{invocation.Function.Name}' to type '{target.FullName}'.",
                exception);
        }
    }
}
