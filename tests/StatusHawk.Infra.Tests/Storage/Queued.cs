using StatusHawk.Infra.Tests.Deployments;
using StatusHawk.Infra.Tests.Rights;

namespace StatusHawk.Infra.Tests.Storage;

/// <summary>The queues that an app's own code has to do with, by their whole names.</summary>
internal static class Queued
{
    public static IEnumerable<string> By(DeployedApp app) =>
        CodeNeeds.Of(app.Code).Where(need => need.Kind == Kind.Queue).Select(need => need.Target).Distinct().SelectMany(queue => Whole(queue, app));

    /// <summary>One of a region's is there for each region, but for an app that is of one.</summary>
    public static IEnumerable<string> Whole(string queue, DeployedApp app)
    {
        string[] regions = app.Region is null ? [.. app.Deployment.Regions] : [app.Region];
        var open = Names.RegionQueues("").FirstOrDefault(prefix => queue.StartsWith(prefix, StringComparison.Ordinal));
        return open is null ? [queue] : regions.Select(region => open + region + queue[open.Length..]);
    }
}
