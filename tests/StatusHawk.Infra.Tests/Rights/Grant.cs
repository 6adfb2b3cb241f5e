using StatusHawk.Infra.Tests.Deployments;

namespace StatusHawk.Infra.Tests.Rights;

/// <summary>A role assignment of the deployment.</summary>
/// <param name="Principal">To whom.</param>
/// <param name="On">The id of what it is on.</param>
/// <param name="Role">A role of <see cref="Rights.Role"/>; null: a definition of the deployment's own.</param>
/// <param name="Name">The role's.</param>
/// <param name="Actions">What it allows.</param>
internal sealed record Grant(string Principal, string On, Role? Role, string Name, IReadOnlyList<string> Actions)
{
    public override string ToString() => $"{Name} on {On[(On.IndexOf("/providers/", StringComparison.Ordinal) + "/providers/".Length)..]}";

    public static IReadOnlyList<Grant> Of(Deployment deployment) =>
    [
        .. deployment.Of("Microsoft.Authorization/roleAssignments").Select(assignment => OfAzure(assignment, deployment)),
        .. deployment.Of("Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments").Select(assignment => OfDocuments(assignment, deployment)),
    ];

    private static Grant OfAzure(Resource assignment, Deployment deployment)
    {
        var (on, id) = (assignment.Scope ?? "/providers/the group or the subscription", assignment.Text("roleDefinitionId"));
        if (deployment.Of("Microsoft.Authorization/roleDefinitions").SingleOrDefault(each => each.Id == id) is { } own) return OfOwn(assignment, on, own);
        var role = Role.All.SingleOrDefault(role => role.Id == id.Split('/')[^1]) ?? throw new InvalidOperationException($"{assignment} grants {id}, which is not in the table.");
        return new(assignment.Text("principalId"), on, role, role.Name, role.Actions);
    }

    private static Grant OfDocuments(Resource assignment, Deployment deployment) => OfOwn(
        assignment,
        assignment.Text("scope"),
        deployment.Of("Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions").Single(each => each.Id == assignment.Text("roleDefinitionId")));

    private static Grant OfOwn(Resource assignment, string on, Resource definition)
    {
        var actions = from permission in definition["permissions"]!.AsArray()
                      from kind in new[] { "actions", "dataActions" }
                      from action in permission[kind]?.AsArray() ?? []
                      select (string)action!;
        return new(assignment.Text("principalId"), on, null, definition.Text("roleName"), [.. actions]);
    }
}
