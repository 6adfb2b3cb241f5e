using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace StatusHawk.Emulation.Functions.Discovery;

/// <summary>Reads from a method where its returned value goes.</summary>
internal static class OutputDiscovery
{
    public const string ReturnName = "$return";

    public static FunctionOutputs Of(MethodInfo method, string function, ITriggerKind kind, IEnumerable<IOutputKind> kinds)
    {
        var value = ReturnedValue.TypeOf(method.ReturnType);
        var onMethod = method.GetCustomAttribute<OutputBindingAttribute>();
        if (value is null)
        {
            return onMethod is null
                ? FunctionOutputs.None
                : throw new InvalidOperationException($"Function '{function}' has {onMethod.GetType().Name} but returns nothing.");
        }

        if (onMethod is not null)
            return new([Output(ReturnName, onMethod, value, returned => returned, function, kinds)], _ => null);
        var properties = value.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        var outputs = properties
            .Where(p => p.IsDefined(typeof(OutputBindingAttribute)))
            .Select(p => Output(p.Name, p.GetCustomAttribute<OutputBindingAttribute>()!, p.PropertyType, p.GetValue, function, kinds))
            .ToList();
        var answers = properties.Where(p => p.IsDefined(typeof(HttpResultAttribute))).ToList();
        if (answers.Count > 1)
        {
            throw new InvalidOperationException(
                $"Function '{function}' returns {value.Name}, which has more than one {nameof(HttpResultAttribute)}.");
        }

        var answer = answers.FirstOrDefault();
        var used = answer?.PropertyType ?? value;
        if ((outputs.Count == 0 || answer is not null) && !kind.UsesReturnValue(used))
        {
            throw new NotSupportedException(
                $"{used} returned by function '{function}': the platform would drop it without a word ({kind.BindingType}).");
        }

        Func<object, object?>? read = answer is not null ? answer.GetValue : outputs.Count > 0 ? _ => null : null;
        return new(outputs, read);
    }

    public static IEnumerable<BindingMetadata> Metadata(FunctionOutputs outputs, ITriggerKind kind)
    {
        foreach (var output in outputs.All)
            yield return new DeclaredBinding(output.Name, output.BindingType, BindingDirection.Out);
        if (kind.BindingType == "httpTrigger" && outputs.All.All(o => o.Name != ReturnName))
            yield return new DeclaredBinding(ReturnName, "http", BindingDirection.Out);
    }

    private static FunctionOutput Output(
        string name,
        OutputBindingAttribute attribute,
        Type valueType,
        Func<object, object?> read,
        string function,
        IEnumerable<IOutputKind> kinds)
    {
        var kind = kinds.FirstOrDefault(k => k.Handles(attribute))
            ?? throw new NotSupportedException($"{attribute.GetType().FullName} on {name} of function '{function}'");
        return new(name, kind.BindingType, read, kind.Open(attribute, valueType, function));
    }
}
