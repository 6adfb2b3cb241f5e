using System.Reflection;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using StatusHawk.Core;
using StatusHawk.Infra.Tests.Deployments;
using StatusHawk.Infra.Tests.Rights;
using StatusHawk.Infra.Tests.Settings;

namespace StatusHawk.Infra.Tests.Storage;

/// <summary>What the code stores in is what the deployment makes, where the code looks for it.</summary>
public sealed class StorageTests
{
    [Theory]
    [MemberData(nameof(Deployment.All), MemberType = typeof(Deployment))]
    public async Task Every_queue_of_the_code_and_no_other_is_made_each_with_its_own_for_poison(string parameters)
    {
        var deployment = await Deployment.OfAsync(parameters);
        string[] expected =
        [
            .. Names.HomeQueues.Select(queue => $"{deployment.HomeAccount}/{queue}"),
            .. deployment.Probes.SelectMany(probe => Names.RegionQueues(probe.Region!).Select(queue => $"{probe.AccountOf("RegionStorage__queueServiceUri")}/{queue}")),
        ];

        deployment.Of("Microsoft.Storage/storageAccounts/queueServices/queues").Select(queue => $"{queue.Account}/{queue.OwnName}")
            .ShouldBe(expected.Concat(expected.Select(Queues.Poison)), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Deployment.All), MemberType = typeof(Deployment))]
    public async Task Every_app_looks_for_its_queues_in_the_account_where_they_are(string parameters)
    {
        var deployment = await Deployment.OfAsync(parameters);
        var made = deployment.Of("Microsoft.Storage/storageAccounts/queueServices/queues").ToDictionary(queue => queue.OwnName, queue => queue.Account);

        foreach (var app in deployment.Apps)
        {
            foreach (var queue in Queued.By(app)) ClientOf(queue, app).Uri.Host.ShouldBe($"{made[queue]}.queue.example.com", $"{app.Name}, {queue}");
            foreach (var trigger in Triggers.Queues(app.Code))
                app.AccountOf($"{trigger.Connection}__queueServiceUri").ShouldBe(made[Triggers.Filled(trigger.QueueName, app.Settings)], $"{app.Name}, {trigger.QueueName}");
        }
    }

    [Theory]
    [MemberData(nameof(Deployment.All), MemberType = typeof(Deployment))]
    public async Task Every_table_of_the_code_and_no_other_is_made_in_the_home_account(string parameters)
    {
        var deployment = await Deployment.OfAsync(parameters);

        deployment.Of("Microsoft.Storage/storageAccounts/tableServices/tables").Select(table => table.OwnName).ShouldBe(Names.Tables, ignoreOrder: true);
        foreach (var app in new[] { deployment.Api, deployment.Pipeline }) app.AccountOf("HomeStorage__tableServiceUri").ShouldBe(deployment.HomeAccount);
    }

    [Theory]
    [MemberData(nameof(Deployment.All), MemberType = typeof(Deployment))]
    public async Task Every_app_has_an_account_of_its_own_with_the_container_of_its_packages_and_nothing_else(string parameters)
    {
        var deployment = await Deployment.OfAsync(parameters);
        var own = deployment.Apps.Select(app => app.HostAccount).ToArray();
        var containers = deployment.Of("Microsoft.Storage/storageAccounts/blobServices/containers");

        own.ShouldBeUnique();
        own.ShouldNotContain(deployment.HomeAccount);
        foreach (var app in deployment.Apps)
        {
            foreach (var service in new[] { "queue", "table" }) app.AccountOf($"AzureWebJobsStorage__{service}ServiceUri").ShouldBe(app.HostAccount);
            var container = containers.Where(each => each.Account == app.HostAccount).ShouldHaveSingleItem(app.Name);
            app.Site.Text("functionAppConfig.deployment.storage.value").ShouldBe($"{app.Settings["AzureWebJobsStorage__blobServiceUri"]}{container.OwnName}");
            app.Site.Text("functionAppConfig.deployment.storage.authentication.userAssignedIdentityResourceId").ShouldBe(app.Identity);
        }

        containers.Count.ShouldBe(deployment.Apps.Count);
        deployment.Of("Microsoft.Storage/storageAccounts").Select(account => account.Name).ShouldBe(own.Append(deployment.HomeAccount), ignoreOrder: true);
    }

    private static QueueClient ClientOf(string queue, DeployedApp app)
    {
        var type = typeof(StatusHawk.Azure.CosmosContainer).Assembly.GetType("StatusHawk.Azure.StorageQueues", throwOnError: true)!;
        var queues = Activator.CreateInstance(type, new ConfigurationBuilder().AddInMemoryCollection(app.Configuration).Build(), TimeProvider.System);
        return (QueueClient)type.GetMethod("Client", BindingFlags.NonPublic | BindingFlags.Instance)!.Invoke(queues, [queue])!;
    }
}
