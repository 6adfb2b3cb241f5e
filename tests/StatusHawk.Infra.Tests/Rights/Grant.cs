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
        .. deployment.Of("Microsoft.Authorization/roleAssignments").Select(OfAzure),
        .. deployment.Of("Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments").Select(assignment => OfDocuments(assignment, deployment)),
    ];

    private static Grant OfAzure(Resource assignment)
    {
        var id = assignment.Text("roleDefinitionId").Split('/')[^1];
        var role = Role.All.SingleOrDefault(role => role.Id == id) ?? throw new InvalidOperationException($"{assignment} grants {id}, a role that nobody knows here.");
        return new(assignment.Text("principalId"), assignment.Scope ?? "/providers/the group or the subscription", role, role.Name, role.Actions);
    }

    private static Grant OfDocuments(Resource assignment, Deployment deployment)
    {
        var definition = deployment.Of("Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions").Single(each => each.Id == assignment.Text("roleDefinitionId"));
        var actions = definition["permissions"]!.AsArray().SelectMany(permission => permission!["dataActions"]!.AsArray()).Select(action => (string)action!);
        return new(assignment.Text("principalId"), assignment.Text("scope"), null, definition.Text("roleName"), [.. actions]);
    }
}
