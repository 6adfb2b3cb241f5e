namespace StatusHawk.Infra.Tests.Rights;

/// <summary>
/// Built-in roles that the deployment grants, or could in their place, with what they allow. From
/// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles; what has nothing to do with any need is left out.
/// </summary>
/// <param name="Id">The role definition's.</param>
/// <param name="Name">As Azure calls it.</param>
/// <param name="Actions">On what it is granted on, and for data.</param>
internal sealed record Role(string Id, string Name, IReadOnlyList<string> Actions)
{
    private const string Queues = "Microsoft.Storage/storageAccounts/queueServices/queues/";
    private const string Tables = "Microsoft.Storage/storageAccounts/tableServices/tables/";
    private const string Blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/";

    public static IReadOnlyList<Role> All { get; } =
    [
        new("974c5e8b-45b9-4653-ba55-5f855dd0fb88", "Storage Queue Data Contributor", [
            Queues + "delete", Queues + "read", Queues + "write",
            Queues + "messages/delete", Queues + "messages/read", Queues + "messages/write", Queues + "messages/process/action",
        ]),
        new("8a0f0c08-91a1-4084-bc3d-661d67233fed", "Storage Queue Data Message Processor", [Queues + "messages/read", Queues + "messages/process/action"]),
        new("c6a89b2d-59bc-44d0-9896-0f6e12d7b80a", "Storage Queue Data Message Sender", [Queues + "messages/add/action"]),
        new("19e7f393-937e-4f77-808e-94535e297925", "Storage Queue Data Reader", [Queues + "read", Queues + "messages/read"]),

        new("0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", "Storage Table Data Contributor", [
            Tables + "read", Tables + "write", Tables + "delete",
            Tables + "entities/read", Tables + "entities/write", Tables + "entities/delete", Tables + "entities/add/action", Tables + "entities/update/action",
        ]),
        new("76199698-9eea-4c19-bc75-cec21354c6b6", "Storage Table Data Reader", [Tables + "read", Tables + "entities/read"]),

        new("b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "Storage Blob Data Owner", [
            Blobs + "read", Blobs + "write", Blobs + "delete", Blobs + "blobs/read", Blobs + "blobs/write", Blobs + "blobs/delete", Blobs + "blobs/*",
        ]),
        new("ba92f5b4-2d11-453d-a403-e96b0029c9fe", "Storage Blob Data Contributor", [
            Blobs + "read", Blobs + "write", Blobs + "delete", Blobs + "blobs/read", Blobs + "blobs/write", Blobs + "blobs/delete",
        ]),

        new("4633458b-17de-408a-b874-0445c86b69e6", "Key Vault Secrets User", ["Microsoft.KeyVault/vaults/secrets/getSecret/action"]),
        new("3913510d-42f4-4e42-8a64-420c390055eb", "Monitoring Metrics Publisher", ["Microsoft.Insights/Telemetry/Write"]),
        new("09976791-48a7-449e-bb21-39d1a415f350", "Communication and Email Service Owner", [
            "Microsoft.Communication/CommunicationServices/Read", "Microsoft.Communication/CommunicationServices/Write", "Microsoft.Communication/EmailServices/Write",
        ]),
    ];

    /// <summary>Those that have to do with the same thing, of which any could be granted.</summary>
    public IEnumerable<Role> Kin => All.Where(other => other.Name.Split(' ')[..2].SequenceEqual(Name.Split(' ')[..2]));
}
