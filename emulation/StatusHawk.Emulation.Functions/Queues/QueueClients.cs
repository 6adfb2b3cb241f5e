using Azure.Storage.Queues;
using StatusHawk.Emulation.Functions.Configuration;

namespace StatusHawk.Emulation.Functions.Queues;

/// <summary>Clients that leave the encoding of messages alone: a message that cannot be decoded must still be moved as it is.</summary>
internal static class QueueClients
{
    /// <exception cref="InvalidOperationException">The connection or a setting in the name is missing.</exception>
    public static QueueClient Open(string queueName, string? connection, HostSettings settings, string function)
    {
        var name = SettingNames.Resolve(queueName, settings, function, "queue name").ToLowerInvariant();
        return Open(name, StorageConnections.Resolve(connection, settings, $"Function '{function}'"));
    }

    public static QueueClient Open(string name, string connectionString)
    {
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
        // Listeners have a back-off of their own; a short one here only bridges a hiccup.
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(1);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        return new QueueClient(connectionString, name, options);
    }
}
