using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using StatusHawk.Core;
using StatusHawk.Local.Stack;

[assembly: AssemblyFixture(typeof(StatusHawk.Testing.Apps.Storage))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace StatusHawk.Testing.Apps;

/// <summary>
/// One Azurite for all tests of an assembly, with a second account as a region may have one. The queues' names are the product's own, so its tests run one after another, and each begins with empty queues.
/// </summary>
public sealed class Storage : IAsyncLifetime
{
    private static readonly string[] Regions = ["asia", "eu", "us"];
    private static readonly QueueClientOptions Options = new() { MessageEncoding = QueueMessageEncoding.None };
    // The emulator's published one.
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";
    private const string Account = "devstoreaccount1";
    private const string OtherAccount = "regionaccount";
    private LocalStack? _stack;

    /// <summary>The second account; its queues are what a test makes there.</summary>
    public string OtherConnectionString => ConnectionString.Replace(Account, OtherAccount, StringComparison.Ordinal);

    public string ConnectionString => _stack!.Configuration()["HomeStorage"]!;

    public async ValueTask InitializeAsync() => _stack = await LocalStack.StartAsync(new StackOptions
    {
        Parts = StackParts.Azurite,
        Regions = Regions,
        Environment = new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            ["azurite"] = new Dictionary<string, string> { ["AZURITE_ACCOUNTS"] = $"{Account}:{Key};{OtherAccount}:{Key}" },
        },
    });

    public async ValueTask DisposeAsync()
    {
        if (_stack is not null) await _stack.DisposeAsync();
    }

    /// <summary>Creates all queues of the product and empties them, the poison queues too.</summary>
    public async Task ClearAsync()
    {
        string[] own = [Queues.Results, Queues.Urgent, Queues.Commands, Queues.Republish, Queues.RollUps, Queues.Mails, Queues.Tests];
        string[] names = [.. own, .. Regions.Select(Queues.Checks), .. Regions.Select(Queues.Opinions)];
        foreach (var name in names)
        {
            await Queue(name).CreateIfNotExistsAsync();
            await Queue(name).ClearMessagesAsync();
            await Queue(Poison(name)).CreateIfNotExistsAsync();
            await Queue(Poison(name)).ClearMessagesAsync();
        }
    }

    public static string Poison(string queue) => queue + "-poison";

    public Task SendAsync<T>(string queue, T message) => SendTextAsync(queue, System.Text.Json.JsonSerializer.Serialize(message, StatusHawkJson.Options));

    public Task SendTextAsync(string queue, string text) => Queue(queue).SendMessageAsync(text);

    /// <summary>The messages in a queue, those invisible now included.</summary>
    public async Task<int> CountAsync(string queue) => (await Queue(queue).GetPropertiesAsync()).Value.ApproximateMessagesCount;

    /// <summary>The texts of the messages that are visible now.</summary>
    public async Task<IReadOnlyList<string>> TextsAsync(string queue)
    {
        PeekedMessage[] messages = await Queue(queue).PeekMessagesAsync(32);
        return [.. messages.Select(message => message.Body.ToString())];
    }

    public async Task<IReadOnlyList<T>> ReadAsync<T>(string queue) => [.. (await TextsAsync(queue)).Select(StatusHawkJson.Read<T>)];

    /// <summary>Waits until every message of these queues was taken and settled.</summary>
    public async Task DrainedAsync(params string[] queues)
    {
        foreach (var queue in queues) await Eventually.TrueAsync(async () => await CountAsync(queue) == 0, $"{queue} is empty");
    }

    public Task HoldsAsync(string queue, int messages) =>
        Eventually.TrueAsync(async () => await CountAsync(queue) == messages, $"{queue} holds {messages} messages");

    private QueueClient Queue(string name) => new(ConnectionString, name, Options);
}
