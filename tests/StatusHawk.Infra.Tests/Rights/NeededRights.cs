using System.Text.RegularExpressions;
using StatusHawk.Core;
using StatusHawk.Infra.Tests.Deployments;
using StatusHawk.Infra.Tests.Settings;
using StatusHawk.Infra.Tests.Storage;

namespace StatusHawk.Infra.Tests.Rights;

/// <summary>All that an app must be allowed: what its own code calls, and what the platform does as the app, row by row with its reason.</summary>
internal static partial class NeededRights
{
    public static IReadOnlyList<Right> Of(DeployedApp app) => [.. OfCode(app), .. OfTriggers(app), .. OfHost(app), .. OfSecrets(app)];

    private static IEnumerable<Right> OfCode(DeployedApp app)
    {
        var needs = CodeNeeds.Of(app.Code);
        foreach (var need in needs)
        {
            foreach (var on in Ids(need, app)) yield return new(on, need.Operation, "code");
        }

        if (needs.Any(need => need.Kind == Kind.Container))
            yield return new(One(app, "Microsoft.DocumentDB/databaseAccounts"), Operation.ReadMetadata, "the client asks first where the account is, and for the containers' keys");
    }

    // https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue-trigger: what fails is given back by an update,
    // https://github.com/MicrosoftDocs/azure-docs/issues/120932, and put on the queue for poison at last. How much waits decides how many instances there are.
    private static IEnumerable<Right> OfTriggers(DeployedApp app)
    {
        foreach (var trigger in Triggers.Queues(app.Code))
        {
            var queue = Triggers.Filled(trigger.QueueName, app.Settings);
            Operation[] operations = [Operation.Count, Operation.Peek, Operation.Receive, Operation.Delete, Operation.GiveBack];
            foreach (var operation in operations) yield return new(QueueId(queue, app), operation, "trigger");
            yield return new(QueueId(Queues.Poison(queue), app), Operation.Send, "a message that failed too often");
        }
    }

    // https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity and
    // https://learn.microsoft.com/azure/azure-functions/durable/durable-functions-configure-managed-identity
    private static IEnumerable<Right> OfHost(DeployedApp app)
    {
        var account = app.Deployment.Of("Microsoft.Storage/storageAccounts").Single(each => each.Name == app.HostAccount).Id;
        yield return new(account, Operation.KeepHostBlobs, "the Functions host");
        yield return new(One(app, "Microsoft.Insights/components"), Operation.SendTelemetry, "logs, as APPLICATIONINSIGHTS_AUTHENTICATION_STRING says");
        if (!app.Code.GetReferencedAssemblies().Any(reference => reference.Name!.Contains("Durable", StringComparison.Ordinal))) yield break;
        yield return new(account, Operation.KeepTaskHubQueues, "Durable makes and uses the hub's queues");
        yield return new(account, Operation.KeepTaskHubTables, "Durable makes and uses the hub's tables");
    }

    private static IEnumerable<Right> OfSecrets(DeployedApp app) =>
        from value in app.Settings.Values
        let reference = SecretReference().Match(value)
        where reference.Success
        select new Right($"{reference.Groups["vault"].Value}/secrets/{reference.Groups["name"].Value}", Operation.ReadSecret, "the platform resolves the setting");

    private static IEnumerable<string> Ids(Need need, DeployedApp app) => need.Kind switch
    {
        Kind.Queue => Queued.Whole(need.Target, app).Select(queue => QueueId(queue, app)),
        Kind.Table => [app.Deployment.Of("Microsoft.Storage/storageAccounts/tableServices/tables").Single(table => table.OwnName == need.Target).Id],
        Kind.Container => [$"{DatabaseId(app)}/colls/{need.Target}"],
        _ => [One(app, "Microsoft.Communication/communicationServices")],
    };

    // As rights name it: https://learn.microsoft.com/azure/cosmos-db/nosql/reference-data-plane-security
    private static string DatabaseId(DeployedApp app) =>
        $"{One(app, "Microsoft.DocumentDB/databaseAccounts")}/dbs/{One(app, "Microsoft.DocumentDB/databaseAccounts/sqlDatabases").Split('/')[^1]}";

    private static string QueueId(string queue, DeployedApp app) =>
        app.Deployment.Of("Microsoft.Storage/storageAccounts/queueServices/queues").Single(each => each.OwnName == queue).Id;

    private static string One(DeployedApp app, string type) => app.Deployment.Of(type).ShouldHaveSingleItem(type).Id;

    [GeneratedRegex(@"^@Microsoft\.KeyVault\(SecretUri=<<(?<vault>[^#]+)#properties\.vaultUri>>secrets/(?<name>[^/)]+)/?\)$")]
    private static partial Regex SecretReference();
}
