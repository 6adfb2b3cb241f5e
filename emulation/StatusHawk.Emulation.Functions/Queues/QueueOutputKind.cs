using System.Collections;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using StatusHawk.Emulation.Functions.Configuration;
using StatusHawk.Emulation.Functions.Discovery;
using StatusHawk.Emulation.Functions.Invocation;

namespace StatusHawk.Emulation.Functions.Queues;

/// <summary>Messages that a function returns: text and bytes as they are, anything else as JSON, a collection one by one.</summary>
internal sealed class QueueOutputKind(HostSettings settings, HostJson hostJson, IServiceProvider services) : IOutputKind
{
    private static readonly Type[] Unsupported = [typeof(BinaryData), typeof(QueueMessage), typeof(Stream)];

    public string BindingType => "queue";

    public bool Handles(OutputBindingAttribute output) => output is QueueOutputAttribute;

    public Func<object, CancellationToken, Task> Open(OutputBindingAttribute output, Type valueType, string function)
    {
        var attribute = (QueueOutputAttribute)output;
        var element = valueType.GetElementType() ?? (valueType.IsGenericType ? valueType.GetGenericArguments()[0] : valueType);
        if (Unsupported.FirstOrDefault(type => type == valueType || type == element) is { } type)
            throw new NotSupportedException($"{type} as a {nameof(QueueOutputAttribute)} of function '{function}'");
        var queue = QueueClients.Open(attribute.QueueName, attribute.Connection, settings, function);
        var base64 = QueueOptions.Read(hostJson, settings).Base64;
        return (value, cancellationToken) => SendAsync(queue, base64, value, cancellationToken);
    }

    private async Task SendAsync(QueueClient queue, bool base64, object value, CancellationToken cancellationToken)
    {
        foreach (var message in Messages(value))
            await QueueText.SendAsync(queue, new BinaryData(QueueText.Encode(Content(message), base64)), cancellationToken);
    }

    private static IEnumerable<object> Messages(object value) =>
        value is IEnumerable many and not string and not byte[] and not IDictionary ? many.OfType<object>() : [value];

    private ReadOnlySpan<byte> Content(object message) => message switch
    {
        string text => System.Text.Encoding.UTF8.GetBytes(text),
        byte[] bytes => bytes,
        _ => NamedValue.Serializer(services).Serialize(message).ToMemory().Span,
    };
}
