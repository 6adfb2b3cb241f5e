using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using StatusHawk.Emulation.Durable.Client;
using StatusHawk.Emulation.Durable.Engine;
using StatusHawk.Emulation.Functions.Discovery;

namespace StatusHawk.Emulation.Durable.Bindings;

/// <summary>The client of the app's own task hub, for functions of any trigger.</summary>
internal sealed class DurableClientKind(Lazy<TaskHub> hub) : IInputKind
{
    private HubClient? _client;

    public ArgumentBinder? Bind(ParameterInfo parameter)
    {
        if (parameter.GetCustomAttribute<DurableClientAttribute>() is not { } attribute)
            return null;
        if (parameter.ParameterType != typeof(DurableTaskClient))
            throw new NotSupportedException($"{nameof(DurableClientAttribute)} on '{parameter.Name}' of type {parameter.ParameterType}");
        if (attribute.TaskHub is not null)
            throw new NotSupportedException($"{nameof(DurableClientAttribute)}.{nameof(DurableClientAttribute.TaskHub)}");
        if (attribute.ConnectionName is not null)
            throw new NotSupportedException($"{nameof(DurableClientAttribute)}.{nameof(DurableClientAttribute.ConnectionName)}");
        var client = _client ??= new HubClient(hub.Value);
        return _ => new(client);
    }
}
