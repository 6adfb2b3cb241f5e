using System.Reflection;

namespace StatusHawk.Infra.Tests.Reading;

/// <summary>A call that a method is looked at for.</summary>
/// <param name="Method">What it runs.</param>
/// <param name="Call">The call.</param>
/// <param name="IsGiven">Whether the method is not called there, but given as a value to another's method, which calls it with what else it is given.</param>
/// <param name="Parent">What the caller is looked at for; null: for all its callers.</param>
internal sealed record Frame(MethodBase Method, Call Call, bool IsGiven, Frame? Parent)
{
    public int Depth => Parent is null ? 1 : Parent.Depth + 1;

    public IEnumerable<Origin> Arguments(int index) => !IsGiven ? [Call.Arguments[index]] : Trace.GivenOn(Call);
}
