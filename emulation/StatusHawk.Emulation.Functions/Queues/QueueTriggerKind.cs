using System.Reflection;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Logging;
using StatusHawk.Emulation.Functions.Configuration;
using StatusHawk.Emulation.Functions.Discovery;
using StatusHawk.Emulation.Functions.Hosting;
using StatusHawk.Emulation.Functions.Invocation;

namespace StatusHawk.Emulation.Functions.Queues;

/// <summary>Functions that take messages from a storage queue.</summary>
internal sealed class QueueTriggerKind(
    FunctionRunner runner,
    InvocationLifetime lifetime,
    HostJson hostJson,
    HostSettings settings,
    HostClock clock,
    ILoggerFactory loggers) : ITriggerKind
{
    public string BindingType => "queueTrigger";

    public bool Handles(TriggerBindingAttribute trigger) => trigger is QueueTriggerAttribute;

    public bool UsesReturnValue(Type value) => false;

    public ArgumentBinder? BindTrigger(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(string))
            return invocation => new(Message(invocation).Body.ToString());
        if (type == typeof(byte[]))
            return invocation => new(Message(invocation).Body.ToArray());
        if (type == typeof(BinaryData))
            return invocation => new(Message(invocation).Body);
        if (type == typeof(QueueMessage))
            return invocation => new(Message(invocation));
        return type.IsAbstract || type.IsByRef || type.IsPointer || type.IsAssignableTo(typeof(Delegate))
            ? null
            : invocation => new(NamedValue.FromJson(Message(invocation).Body.ToString(), type, invocation));
    }

    public ArgumentBinder? BindOther(ParameterInfo parameter, TriggerBindingAttribute trigger) =>
        NamedValue.CanBind(parameter.ParameterType) && Names.Contains(parameter.Name!) ? NamedValue.Binder(parameter) : null;

    public IEnumerable<IListener> CreateListeners(IReadOnlyList<FunctionMethod> functions)
    {
        var options = QueueOptions.Read(hostJson, settings);
        return [.. functions.Select(function => CreateListener(function, options))];
    }

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "QueueTrigger", "DequeueCount", "Id", "PopReceipt", "InsertionTime", "ExpirationTime", "NextVisibleTime",
    };

    private static QueueMessage Message(FunctionInvocation invocation) => (QueueMessage)invocation.TriggerValue;

    private QueueListener CreateListener(FunctionMethod function, QueueOptions options)
    {
        var trigger = (QueueTriggerAttribute)function.Trigger;
        var queue = QueueClients.Open(trigger.QueueName, trigger.Connection, settings, function.Name);
        var poison = PoisonQueue.For(queue.Name) is { } name
            ? QueueClients.Open(name, StorageConnections.Resolve(trigger.Connection, settings, $"Function '{function.Name}'"))
            : null;
        var handler = new QueueMessageHandler(
            function,
            queue,
            new PoisonQueue(poison, queue),
            options,
            runner,
            lifetime,
            clock.Time,
            loggers.CreateLogger<QueueMessageHandler>());
        return new QueueListener(queue, options, handler, clock.Time, loggers.CreateLogger<QueueListener>());
    }
}
