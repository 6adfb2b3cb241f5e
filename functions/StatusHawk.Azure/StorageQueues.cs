using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Identity;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using StatusHawk.Azure.Watching;
using StatusHawk.Core;
using StatusHawk.Core.Watching;

namespace StatusHawk.Azure;

/// <summary>
/// The queues. Those of a region are in its own account when <c>RegionStorage:{region}</c> (in a probe <c>RegionStorage</c>) is set, all others in <c>HomeStorage</c>. A setting is a
/// connection string, or has <c>queueServiceUri</c> below it, for the app's managed identity.
/// </summary>
internal sealed class StorageQueues(IConfiguration configuration, TimeProvider clock) : IMessageQueues, IPoisonQueues, IQueueDepths
{
    public const string HomeSetting = "HomeStorage";
    public const string RegionSetting = "RegionStorage";
    private const string UriSetting = "queueServiceUri";

    // A region's account may be away while all else goes on. Whoever sends to it tries again by itself, and waits here for a dead one no longer than this, twice.
    private static readonly TimeSpan RegionPatience = TimeSpan.FromSeconds(5);

    // As many as the service shows or gives at once.
    private const int PeekedAtMost = 32;
    private const int PoisonBatch = 32;
    private static readonly TimeSpan PoisonHold = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, QueueClient> _clients = new();

    public async Task SendAsync<T>(string queue, T message, TimeSpan? visibleIn, TimeSpan? expiresIn, CancellationToken cancellationToken)
    {
        var envelope = new MessageEnvelope(clock.GetUtcNow() + (visibleIn ?? TimeSpan.Zero), Activity.Current?.Context ?? default);
        var body = new BinaryData(envelope.Wrap(JsonSerializer.SerializeToUtf8Bytes(message, StatusHawkJson.Options)));
        await Client(queue).SendMessageAsync(body, visibleIn, expiresIn, cancellationToken);
        Instruments.MessagesSent.Add(1, new KeyValuePair<string, object?>("queue", queue));
    }

    public async Task<int?> CountAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            return (await Client(queue).GetPropertiesAsync(cancellationToken)).Value.ApproximateMessagesCount;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    public async Task<DateTimeOffset?> OldestAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            // Only those that can be taken are shown, nearly in order: one that failed and is back stands behind newer ones.
            var first = await Client(queue).PeekMessagesAsync(PeekedAtMost, cancellationToken);
            return first.Value.Select(message => MessageEnvelope.Read(message.Body.ToString()).Due ?? message.InsertedOn).Min();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<PoisonMessage>> TakeAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            // Not cancellable: what the service gave out would be away for that long.
            var received = await Client(Queues.Poison(queue)).ReceiveMessagesAsync(PoisonBatch, PoisonHold, CancellationToken.None);
            return [.. received.Value.Select(message => new PoisonMessage(message.MessageId, message.PopReceipt, message.Body.ToString(), message.InsertedOn))];
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return [];
        }
    }

    public Task DeleteAsync(string queue, PoisonMessage message, CancellationToken cancellationToken) =>
        Client(Queues.Poison(queue)).DeleteMessageAsync(message.Id, message.Receipt, cancellationToken);

    /// <summary>Creates a queue if it is missing. For emulators: in Azure the deployment does it.</summary>
    public Task CreateMissingAsync(string queue, CancellationToken cancellationToken) => Client(queue).CreateIfNotExistsAsync(cancellationToken: cancellationToken);

    private QueueClient Client(string queue) => _clients.GetOrAdd(queue, name => Service(Queues.Origin(name)).GetQueueClient(name));

    private QueueServiceClient Service(string queue)
    {
        // The triggers' host.json says the same encoding; base64 would leave 48 KB of the 64.
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
        options.AddPolicy(new CountStorageRequests("queue"), HttpPipelinePosition.PerRetry);
        var region = RegionOf(queue);
        if (region is not null)
        {
            options.Retry.MaxRetries = 1;
            options.Retry.NetworkTimeout = RegionPatience;
        }

        var setting = SettingFor(region);
        if (configuration[setting] is { Length: > 0 } connectionString) return new QueueServiceClient(connectionString, options);
        if (configuration[$"{setting}:{UriSetting}"] is { Length: > 0 } uri) return new QueueServiceClient(new Uri(uri), new DefaultAzureCredential(), options);
        throw new InvalidOperationException($"Queue {queue} has no storage account: set {setting} to a connection string, or {setting}:{UriSetting} to the account's queue address.");
    }

    private static string? RegionOf(string name)
    {
        // What the platform puts aside is beside the queue that it comes from.
        var queue = name.EndsWith("-poison", StringComparison.Ordinal) ? name[..^"-poison".Length] : name;
        return queue.StartsWith(Queues.Checks(""), StringComparison.Ordinal) ? queue[Queues.Checks("").Length..]
            : queue.StartsWith(Queues.Opinions(""), StringComparison.Ordinal) ? queue[Queues.Opinions("").Length..]
            : null;
    }

    // The names of Linux apps' settings hold no hyphen, those of regions may. A probe knows one region, and its account without a name.
    private string SettingFor(string? region) =>
        region is null ? HomeSetting
        : new[] { $"{RegionSetting}:{region}", $"{RegionSetting}:{region.Replace('-', '_')}" }.FirstOrDefault(name => configuration.GetSection(name).Exists())
          ?? (IsAccount(RegionSetting) ? RegionSetting : HomeSetting);

    private bool IsAccount(string setting) => configuration[setting] is { Length: > 0 } || configuration[$"{setting}:{UriSetting}"] is { Length: > 0 };
}
