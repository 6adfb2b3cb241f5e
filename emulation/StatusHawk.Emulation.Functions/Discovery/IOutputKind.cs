using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace StatusHawk.Emulation.Functions.Discovery;

/// <summary>One kind of output.</summary>
internal interface IOutputKind
{
    /// <summary>The type of the binding, such as <c>queue</c>.</summary>
    string BindingType { get; }

    bool Handles(OutputBindingAttribute output);

    /// <summary>Checks the attribute and the type it is on, and gives what sends a value that is not null.</summary>
    Func<object, CancellationToken, Task> Open(OutputBindingAttribute output, Type valueType, string function);
}
