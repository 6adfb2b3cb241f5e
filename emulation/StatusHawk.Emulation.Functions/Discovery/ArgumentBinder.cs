using StatusHawk.Emulation.Functions.Invocation;

namespace StatusHawk.Emulation.Functions.Discovery;

/// <summary>Gives the value of one parameter for an invocation.</summary>
internal delegate ValueTask<object?> ArgumentBinder(FunctionInvocation invocation);
