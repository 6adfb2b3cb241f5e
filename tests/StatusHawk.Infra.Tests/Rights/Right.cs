namespace StatusHawk.Infra.Tests.Rights;

/// <summary>Something that an app does with a deployed resource.</summary>
/// <param name="On">The resource's id.</param>
/// <param name="Operation">What it does.</param>
/// <param name="Reason">Who says so: the app's code, or why the platform does it for the app.</param>
internal sealed record Right(string On, Operation Operation, string Reason)
{
    public override string ToString() => $"{Operation} on {On[(On.IndexOf("/providers/", StringComparison.Ordinal) + "/providers/".Length)..]} ({Reason})";
}
