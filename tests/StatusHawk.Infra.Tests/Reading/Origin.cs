using System.Reflection;
using Microsoft.Extensions.Logging;

namespace StatusHawk.Infra.Tests.Reading;

/// <summary>Where a value comes from, as far as a method's body says.</summary>
internal abstract class Origin;

/// <summary>A text that stands in the code.</summary>
internal sealed class Literal(string text) : Origin
{
    public string Text => text;
}

/// <summary>Nothing.</summary>
internal sealed class Null : Origin
{
    public static Null Instance { get; } = new();
}

/// <summary>Something that holds what is put into it: a local, a field, an array, what a method returns. Of all instances of a type at once.</summary>
internal class Slot : Origin
{
    public List<Origin> Inputs { get; } = [];
}

/// <summary>What a method is given. <c>this</c> is the first.</summary>
internal sealed class Parameter(MethodBase method, int index) : Slot
{
    public MethodBase Method => method;
    public int Index => index;
}

/// <summary>A method as a value.</summary>
internal sealed class MethodValue(MethodBase method) : Origin
{
    public MethodBase Method => method;
}

/// <summary>A call, and what it answers, which others may put something into.</summary>
internal sealed class Call(MethodBase caller, MethodBase callee, MethodBase called, IReadOnlyList<Origin> arguments) : Slot
{
    private static readonly HashSet<Type> Empty =
        [typeof(Task), typeof(ValueTask), typeof(CancellationToken), typeof(DateTimeOffset), typeof(TimeSpan), typeof(Guid), typeof(TimeProvider)];

    public MethodBase Caller => caller;

    /// <summary>As it was written, without its type arguments.</summary>
    public MethodBase Callee => callee;

    /// <summary>With its type arguments.</summary>
    public MethodBase Called => called;

    /// <summary><c>this</c> is the first.</summary>
    public IReadOnlyList<Origin> Arguments => arguments;

    /// <summary>Whether what it answers may be, or hold, what it was given: not a number, and nothing that counts or keeps time.</summary>
    public bool Carries => Called is not MethodInfo { ReturnType: var type } || CanHold(type);

    /// <summary>Those of the arguments that may hold something.</summary>
    public IEnumerable<Origin> Carrying => Given().Where(each => CanHold(each.Type) && !each.Type.IsSubclassOf(typeof(Delegate))).Select(each => each.Argument);

    /// <summary>Methods among the arguments.</summary>
    public IEnumerable<Origin> Callbacks => Given().Where(each => each.Type.IsSubclassOf(typeof(Delegate))).Select(each => each.Argument);

    public IEnumerable<(Origin Argument, Type Type)> Given()
    {
        var types = Called.GetParameters().Select(parameter => parameter.ParameterType);
        return arguments.Zip(Called.IsStatic ? types : types.Prepend(Called.DeclaringType!));
    }

    private static bool CanHold(Type type) => !type.IsPrimitive && !type.IsEnum && !Empty.Contains(type) && !typeof(ILogger).IsAssignableFrom(type);

    public override string ToString() => $"{caller.DeclaringType}.{caller.Name} calls {callee.DeclaringType}.{callee.Name}";
}
