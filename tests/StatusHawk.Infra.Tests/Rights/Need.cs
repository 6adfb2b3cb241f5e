namespace StatusHawk.Infra.Tests.Rights;

/// <summary>Something that an app does with a queue, a table or a container.</summary>
internal sealed record Need(Kind Kind, string Target, Operation Operation)
{
    public override string ToString() => $"{Operation} on the {Kind} {Target}";
}

internal enum Kind
{
    Container,
    Table,
    Queue,
    Mail,
}
