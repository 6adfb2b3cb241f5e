namespace StatusHawk.Emulation.Functions.Discovery;

/// <summary>One output: the part of the returned value that it takes, and what sends it.</summary>
internal sealed record FunctionOutput(
    string Name,
    string BindingType,
    Func<object, object?> Read,
    Func<object, CancellationToken, Task> Send);
