namespace StatusHawk.Core.Accounts;

/// <summary>Plans as the settings have them. A plan that was taken out of them is as good as none: the default holds.</summary>
public sealed class ConfiguredPlans(PlanOptions options) : IPlans
{
    public Plan Of(Workspace workspace) =>
        workspace.Plan is { } name && options.Named.TryGetValue(name, out var plan) ? plan : options.Named[options.Default];
}
