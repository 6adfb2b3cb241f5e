using System.Reflection;
using StatusHawk.Infra.Tests.Reading;

namespace StatusHawk.Infra.Tests.Rights;

/// <summary>
/// What the product's calls of the SDKs' clients ask a service for, by client and method. <c>[]</c>: nothing, the call stays in the process. A call that is not
/// here fails the tests: say here what it needs.
/// </summary>
internal static class SdkCalls
{
    public const string Container = "Container";
    public const string Table = "TableClient";
    public const string Queue = "QueueClient";
    public const string Mail = "EmailClient";

    private static readonly HashSet<string> Clients =
        [Container, "Database", "CosmosClient", Table, "TableServiceClient", Queue, "QueueServiceClient", Mail, "TransactionalBatch", "ChangeFeedProcessorBuilder", "Scripts"];

    private static readonly Dictionary<string, Operation[]> Known = new()
    {
        ["CosmosClient..ctor"] = [],
        ["CosmosClient.GetDatabase"] = [],
        ["CosmosClient.Dispose"] = [],
        ["Database.GetContainer"] = [],
        ["Container.ReadItemAsync"] = [Operation.ReadItem],
        ["Container.CreateItemAsync"] = [Operation.CreateItem],
        ["Container.ReplaceItemAsync"] = [Operation.ReplaceItem],
        ["Container.UpsertItemAsync"] = [Operation.UpsertItem],
        ["Container.DeleteItemAsync"] = [Operation.DeleteItem],
        ["Container.GetItemQueryIterator"] = [Operation.QueryItems],
        ["Container.GetChangeFeedIterator"] = [Operation.ReadChanges],

        ["TableServiceClient..ctor"] = [],
        ["TableServiceClient.GetTableClient"] = [],
        ["TableClient.CreateQueryFilter"] = [],
        ["TableClient.GetEntityIfExistsAsync"] = [Operation.ReadRows],
        ["TableClient.QueryAsync"] = [Operation.ReadRows],
        ["TableClient.AddEntityAsync"] = [Operation.AddRow],
        ["TableClient.UpdateEntityAsync"] = [Operation.ChangeRow],
        ["TableClient.UpsertEntityAsync"] = [Operation.WriteRow],
        ["TableClient.DeleteEntityAsync"] = [Operation.DeleteRow],

        ["QueueServiceClient..ctor"] = [],
        ["QueueServiceClient.GetQueueClient"] = [],
        ["QueueClient.SendMessageAsync"] = [Operation.Send],
        ["QueueClient.GetPropertiesAsync"] = [Operation.Count],
        ["QueueClient.PeekMessagesAsync"] = [Operation.Peek],
        ["QueueClient.ReceiveMessagesAsync"] = [Operation.Receive],
        ["QueueClient.DeleteMessageAsync"] = [Operation.Delete],

        ["EmailClient..ctor"] = [],
        ["EmailClient.SendAsync"] = [Operation.SendMail],
    };

    /// <summary>Null: no call of a client. Throws for one that nobody knows.</summary>
    public static Operation[]? Of(MethodBase callee)
    {
        var type = callee.DeclaringType!;
        if (!Clients.Contains(type.Name) || Product.Has(callee) || !Product.IsOfService(type)) return null;
        var name = $"{type.Name}.{callee.Name}";
        return Known.TryGetValue(name, out var operations) ? operations : throw new InvalidOperationException($"Nobody knows what {name} needs.");
    }
}
