using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using StatusHawk.Emulation.Functions.Hosting;

namespace StatusHawk.Emulation.Functions.Discovery;

/// <summary>Finds the functions of the app and refuses those that the platform would not run, or that emulation cannot.</summary>
internal sealed class FunctionDiscovery(
    FunctionsApplicationSettings settings,
    IEnumerable<ITriggerKind> kinds,
    IEnumerable<IInputKind> inputKinds,
    IEnumerable<IOutputKind> outputKinds)
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <exception cref="InvalidOperationException">A function is declared wrongly.</exception>
    /// <exception cref="NotSupportedException">A function needs what emulation does not have.</exception>
    public IReadOnlyList<FunctionMethod> Find()
    {
        var types = settings.FunctionTypes ?? settings.FunctionsAssembly.GetTypes();
        var functions = types
            .SelectMany(type => type.GetMethods(Declared))
            .Select(method => (method, attribute: method.GetCustomAttribute<FunctionAttribute>()))
            .Where(found => found.attribute is not null)
            .Select(found => Describe(found.attribute!.Name, found.method))
            .OrderBy(function => function.Name, StringComparer.Ordinal)
            .ToList();
        return functions.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } same
            ? throw new InvalidOperationException(
                $"The function name '{same.Key}' is used more than once: {string.Join(", ", same.Select(f => f.Definition.EntryPoint))}.")
            : functions;
    }

    private FunctionMethod Describe(string name, MethodInfo method)
    {
        var entryPoint = $"{method.DeclaringType!.FullName}.{method.Name}";
        CheckMethod(name, method, entryPoint);
        var parameters = method.GetParameters();
        var (carrier, trigger) = TriggerOf(name, parameters, entryPoint);
        var kind = kinds.FirstOrDefault(k => k.Handles(trigger))
            ?? throw new NotSupportedException($"{trigger.GetType().FullName} on {entryPoint}({carrier.Name})");
        var outputs = OutputDiscovery.Of(method, name, kind, outputKinds);
        return new FunctionMethod
        {
            Name = name,
            Method = method,
            Kind = kind,
            Trigger = trigger,
            Parameters =
            [
                .. parameters.Select(p => p == carrier ? BindTrigger(kind, p, entryPoint) : BindOther(kind, p, trigger, entryPoint)),
            ],
            Outputs = outputs,
            Definition = new DeclaredFunction(
                name,
                entryPoint,
                method.DeclaringType.Assembly.Location,
                [.. parameters.Select(p => new FunctionParameter(p.Name!, p.ParameterType))],
                [new DeclaredBinding(carrier.Name!, kind.BindingType, BindingDirection.In)],
                OutputDiscovery.Metadata(outputs, kind)),
        };
    }

    private static void CheckMethod(string name, MethodInfo method, string entryPoint)
    {
        var type = method.DeclaringType!;
        var fault = (type, method) switch
        {
            _ when string.IsNullOrWhiteSpace(name) => "needs a name",
            _ when !method.IsPublic => "must be public",
            _ when !method.IsStatic && type.IsAbstract => "is an instance method of an abstract class",
            _ when type.ContainsGenericParameters || method.ContainsGenericParameters => "must not be generic",
            _ when method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute)) =>
                "is async void: the platform would not wait for it",
            _ => null,
        };
        if (fault is not null)
            throw new InvalidOperationException($"Function '{name}' ({entryPoint}) {fault}.");
    }

    private static (ParameterInfo Carrier, TriggerBindingAttribute Trigger) TriggerOf(
        string name,
        ParameterInfo[] parameters,
        string entryPoint)
    {
        var found = parameters
            .Select(p => (Carrier: p, Trigger: p.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(p => p.Trigger is not null)
            .ToList();
        return found.Count == 1
            ? (found[0].Carrier, found[0].Trigger!)
            : throw new InvalidOperationException(
                $"Function '{name}' ({entryPoint}) must have one parameter with a trigger attribute; it has {found.Count}.");
    }

    private static ArgumentBinder BindTrigger(ITriggerKind kind, ParameterInfo parameter, string entryPoint) =>
        kind.BindTrigger(parameter) ?? throw Unsupported(kind, parameter, entryPoint);

    private ArgumentBinder BindOther(ITriggerKind kind, ParameterInfo parameter, TriggerBindingAttribute trigger, string entryPoint)
    {
        if (parameter.ParameterType == typeof(FunctionContext))
            return invocation => new(invocation.Context);
        if (parameter.ParameterType == typeof(CancellationToken))
            return invocation => new(invocation.CancellationToken);
        var input = inputKinds.Select(i => i.Bind(parameter)).FirstOrDefault(binder => binder is not null);
        return input ?? kind.BindOther(parameter, trigger) ?? throw Unsupported(kind, parameter, entryPoint);
    }

    private static NotSupportedException Unsupported(ITriggerKind kind, ParameterInfo parameter, string entryPoint) =>
        new($"Parameter '{parameter.Name}' of type {parameter.ParameterType} of {entryPoint} ({kind.BindingType})");
}
