using System.Reflection;
using StatusHawk.Infra.Tests.Deployments;

namespace StatusHawk.Infra.Tests.Rights;

/// <summary>Every app may do what its code and the platform do for it, and nothing else.</summary>
public sealed class RightsTests
{
    private static readonly Operation[] Writes = [Operation.CreateItem, Operation.ReplaceItem, Operation.UpsertItem, Operation.DeleteItem];

    [Theory]
    [MemberData(nameof(Deployment.All), MemberType = typeof(Deployment))]
    public async Task Every_right_that_an_app_needs_is_granted(string parameters)
    {
        var deployment = await Deployment.OfAsync(parameters);
        var grants = Grant.Of(deployment).ToLookup(grant => (grant.Principal, grant.On));

        var missing = from app in deployment.Apps
                      from right in NeededRights.Of(app)
                      where !Permission.Suffices([.. grants[(app.Principal, right.On)].SelectMany(grant => grant.Actions)], right.Operation)
                      select $"{app.Name}: {right}";

        missing.Order().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Deployment.All), MemberType = typeof(Deployment))]
    public async Task Nothing_is_granted_on_what_an_app_has_nothing_to_do_with(string parameters)
    {
        var deployment = await Deployment.OfAsync(parameters);
        var needed = Needed(deployment);

        Grant.Of(deployment).Where(grant => !needed.Contains((grant.Principal, grant.On))).Select(grant => $"{grant.Principal}: {grant}").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Deployment.All), MemberType = typeof(Deployment))]
    public async Task No_built_in_roles_that_allow_less_would_do(string parameters)
    {
        var deployment = await Deployment.OfAsync(parameters);
        var needed = Needed(deployment);

        var more = from grant in Grant.Of(deployment)
                   where grant.Role is not null && needed.Contains((grant.Principal, grant.On))
                   group grant by (grant.Principal, grant.On) into granted
                   let less = Less([.. granted.Select(grant => grant.Role!)], [.. needed[granted.Key]])
                   where less is not null
                   select $"{granted.Key.Principal}: {string.Join(", ", granted)}: {string.Join(", ", less.Select(role => role.Name))} would do";

        more.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Deployment.All), MemberType = typeof(Deployment))]
    public async Task A_role_of_our_own_allows_what_is_needed_and_no_more(string parameters)
    {
        var deployment = await Deployment.OfAsync(parameters);
        var needed = Needed(deployment);

        foreach (var granted in Grant.Of(deployment).Where(grant => grant.Role is null).GroupBy(grant => (grant.Principal, grant.On)))
            granted.SelectMany(grant => grant.Actions).ShouldBe(needed[granted.Key].SelectMany(Permission.Of), ignoreOrder: true, $"{granted.Key}: {granted.First().Name}");
    }

    [Theory]
    [MemberData(nameof(Deployment.All), MemberType = typeof(Deployment))]
    public async Task Rights_are_given_to_the_apps_identities_alone_one_for_each(string parameters)
    {
        var deployment = await Deployment.OfAsync(parameters);

        deployment.Apps.Select(app => app.Identity).ShouldBeUnique();
        Grant.Of(deployment).Select(grant => grant.Principal).Distinct().ShouldBe(deployment.Apps.Select(app => app.Principal), ignoreOrder: true);
    }

    [Fact]
    public void Api_has_nothing_to_do_with_rounds_and_writes_nothing_that_was_measured()
    {
        var needs = CodeNeeds.Of(Assembly.Load("StatusHawk.Api"));

        needs.Where(need => need.Kind == Kind.Queue && Names.RegionQueues("").Any(queue => need.Target.StartsWith(queue))).ShouldBeEmpty();
        needs.Where(need => need.Kind == Kind.Container && need.Target is "log" or "live" or "history" && Writes.Contains(need.Operation)).ShouldBeEmpty();
        needs.Where(need => need.Kind == Kind.Table && need.Target == "uptime").Select(need => need.Operation).ShouldBe([Operation.ReadRows]);
    }

    [Fact]
    public void Probe_knows_queues_only_and_only_adds_to_them()
    {
        var needs = CodeNeeds.Of(Assembly.Load("StatusHawk.Probe"));

        needs.ShouldAllBe(need => need.Kind == Kind.Queue);
        needs.Where(need => need.Operation == Operation.Send).Select(need => need.Target).ShouldBe(["results", "urgent", "tests"], ignoreOrder: true);
        needs.Where(need => need.Operation is not (Operation.Send or Operation.Count)).ShouldBeEmpty();
    }

    [Fact]
    public void Only_Pipeline_sends_mails() =>
        new[] { "Api", "Pipeline", "Probe" }.Where(app => CodeNeeds.Of(Assembly.Load("StatusHawk." + app)).Any(need => need.Kind == Kind.Mail)).ShouldBe(["Pipeline"]);

    private static ILookup<(string Principal, string On), Operation> Needed(Deployment deployment) =>
        (from app in deployment.Apps
         from right in NeededRights.Of(app)
         select (app.Principal, right)).ToLookup(each => (each.Principal, each.right.On), each => each.right.Operation);

    // Other roles of the same kind that are enough too, and allow only some of what is allowed; null: none.
    private static IReadOnlyList<Role>? Less(IReadOnlyList<Role> granted, IReadOnlyList<Operation> needed)
    {
        var allowed = granted.SelectMany(role => role.Actions).ToHashSet();
        var kin = granted.SelectMany(role => role.Kin).Distinct().ToArray();
        var sets = Enumerable.Range(0, 1 << kin.Length).Select(bits => kin.Where((_, i) => (bits & (1 << i)) != 0).ToArray());
        return sets.FirstOrDefault(set =>
            set.SelectMany(role => role.Actions).ToHashSet() is var actions && actions.IsProperSubsetOf(allowed) && needed.All(operation => Permission.Suffices(actions, operation))
            || set.Length < granted.Count && set.All(granted.Contains) && needed.All(operation => Permission.Suffices([.. set.SelectMany(role => role.Actions)], operation)));
    }
}
