using System.Reflection;

namespace StatusHawk.Emulation.Functions.Discovery;

/// <summary>One kind of input that a function of any trigger may have beside it, such as a client. Kinds are added as services.</summary>
internal interface IInputKind
{
    /// <summary>The binder of a parameter that this kind is for, or null.</summary>
    ArgumentBinder? Bind(ParameterInfo parameter);
}
