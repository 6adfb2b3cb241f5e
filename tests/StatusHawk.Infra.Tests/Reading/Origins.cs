using System.Reflection;

namespace StatusHawk.Infra.Tests.Reading;

/// <summary>The places of the product's code that values are put into, one for each parameter, field and method.</summary>
internal sealed class Origins
{
    private readonly Dictionary<(MethodBase, int), Parameter> _parameters = [];
    private readonly Dictionary<(Module, int), Slot> _fields = [];
    private readonly Dictionary<MethodBase, Slot> _returns = [];

    public Parameter Of(MethodBase method, int index) => _parameters.TryGetValue((method, index), out var there) ? there : _parameters[(method, index)] = new(method, index);

    public Slot Of(FieldInfo field) => _fields.TryGetValue((field.Module, field.MetadataToken), out var there) ? there : _fields[(field.Module, field.MetadataToken)] = new();

    public Slot ReturnOf(MethodBase method) => _returns.TryGetValue(method, out var there) ? there : _returns[method] = new();
}
