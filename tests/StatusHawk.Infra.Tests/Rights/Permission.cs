namespace StatusHawk.Infra.Tests.Rights;

/// <summary>
/// What a service asks of whoever calls it, by operation: any one of some sets of actions. Of storage as in
/// https://learn.microsoft.com/rest/api/storageservices/authorize-with-azure-active-directory#permissions-for-calling-data-operations, of documents as in
/// https://learn.microsoft.com/azure/cosmos-db/nosql/reference-data-plane-security.
/// </summary>
internal static class Permission
{
    private const string Messages = "Microsoft.Storage/storageAccounts/queueServices/queues/messages/";
    private const string Entities = "Microsoft.Storage/storageAccounts/tableServices/tables/entities/";
    private const string Container = "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers/";
    private const string Blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/";
    private const string Communication = "Microsoft.Communication/";

    private static readonly Dictionary<Operation, string[][]> Asked = new()
    {
        [Operation.ReadItem] = [[Container + "items/read"]],
        [Operation.QueryItems] = [[Container + "executeQuery"]],
        [Operation.CreateItem] = [[Container + "items/create"]],
        [Operation.ReplaceItem] = [[Container + "items/replace"]],
        [Operation.UpsertItem] = [[Container + "items/upsert"]],
        [Operation.DeleteItem] = [[Container + "items/delete"]],
        [Operation.ReadChanges] = [[Container + "readChangeFeed"]],
        [Operation.ReadMetadata] = [["Microsoft.DocumentDB/databaseAccounts/readMetadata"]],

        [Operation.ReadRows] = [[Entities + "read"]],
        [Operation.AddRow] = [[Entities + "write"], [Entities + "add/action"]],
        [Operation.ChangeRow] = [[Entities + "write"], [Entities + "update/action"]],
        [Operation.WriteRow] = [[Entities + "write"], [Entities + "add/action", Entities + "update/action"]],
        [Operation.DeleteRow] = [[Entities + "delete"]],

        [Operation.Send] = [[Messages + "add/action"], [Messages + "write"]],
        [Operation.Count] = [["Microsoft.Storage/storageAccounts/queueServices/queues/read"]],
        [Operation.Peek] = [[Messages + "read"]],
        [Operation.Receive] = [[Messages + "process/action"], [Messages + "delete", Messages + "read"]],
        [Operation.Delete] = [[Messages + "process/action"], [Messages + "delete"]],
        [Operation.GiveBack] = [[Messages + "write"]],

        [Operation.SendMail] = [[Communication + "CommunicationServices/Read", Communication + "CommunicationServices/Write", Communication + "EmailServices/Write"]],

        [Operation.KeepHostBlobs] = [[Blobs + "write", Blobs + "blobs/*"]],
        [Operation.KeepTaskHubQueues] = [["Microsoft.Storage/storageAccounts/queueServices/queues/write", Messages + "write"]],
        [Operation.KeepTaskHubTables] = [["Microsoft.Storage/storageAccounts/tableServices/tables/write", Entities + "write"]],
        [Operation.SendTelemetry] = [["Microsoft.Insights/Telemetry/Write"]],
        [Operation.ReadSecret] = [["Microsoft.KeyVault/vaults/secrets/getSecret/action"]],
    };

    public static bool Suffices(IReadOnlyCollection<string> actions, Operation operation) => Asked[operation].Any(all => all.All(actions.Contains));

    /// <summary>The actions that an operation takes where only one set of them does.</summary>
    public static IReadOnlyList<string> Of(Operation operation) => Asked[operation].ShouldHaveSingleItem();
}
