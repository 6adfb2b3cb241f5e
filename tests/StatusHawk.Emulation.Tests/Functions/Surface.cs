using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace StatusHawk.Emulation.Tests.Functions;

/// <summary>Writes the public surface of an assembly as a table: one row for each type and each member it declares.</summary>
internal sealed class Surface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly NullabilityInfoContext _nullability = new();
    private readonly StringBuilder _text = new();

    public static string Of(Assembly assembly)
    {
        var surface = new Surface();
        surface._text.Append("| type | member |\n|---|---|\n");
        foreach (var type in assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal))
            surface.Write(type);
        return surface._text.ToString();
    }

    private void Write(Type type)
    {
        Row(type, $"{KindOf(type)}{Bases(type)}");
        if (type.IsEnum)
        {
            foreach (var name in Enum.GetNames(type))
                Row(type, $"{name} = {Convert.ToInt64(Enum.Parse(type, name), System.Globalization.CultureInfo.InvariantCulture)}");
            return;
        }

        if (type.IsAssignableTo(typeof(Delegate)))
        {
            Row(type, MethodText(type.GetMethod("Invoke")!));
            return;
        }

        var rows = type.GetConstructors(Declared).Where(IsVisible).Select(c => $"{TypeName(type).Split('<')[0]}({Parameters(c)})")
            .Concat(type.GetProperties(Declared).Where(p => p.GetAccessors(true).Any(IsVisible) && !IsOfRecord(p)).Select(PropertyText))
            .Concat(type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily).Select(f => $"{f.Name}: {TypeName(f.FieldType)}"))
            .Concat(type.GetMethods(Declared).Where(m => IsVisible(m) && IsWritten(m)).Select(MethodText));
        foreach (var row in rows.Order(StringComparer.Ordinal))
            Row(type, row);
    }

    private void Row(Type type, string member) =>
        _text.Append($"| `{type.Namespace}.{TypeName(type)}` | `{member}` |\n");

    private static bool IsWritten(MethodInfo method) =>
        (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && !IsOfRecord(method);

    /// <summary>What the compiler adds to every record.</summary>
    private static bool IsOfRecord(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute));

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string KindOf(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        _ when type.IsAssignableTo(typeof(Delegate)) => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Bases(Type type)
    {
        if (type.IsEnum || type.IsAssignableTo(typeof(Delegate)))
            return "";
        var inherited = type.GetInterfaces().SelectMany(i => i.GetInterfaces()).Concat(type.BaseType?.GetInterfaces() ?? []);
        var bases = (type.BaseType is { } b && b != typeof(object) ? new[] { b } : [])
            .Concat(type.GetInterfaces().Except(inherited).OrderBy(i => i.Name, StringComparer.Ordinal));
        var usage = type.GetCustomAttribute<AttributeUsageAttribute>(inherit: false) is { } u ? $" on {u.ValidOn}" : "";
        return (bases.Any() ? " : " + string.Join(", ", bases.Select(TypeName)) : "") + usage;
    }

    private string PropertyText(PropertyInfo property)
    {
        var accessor = property.GetAccessors(true).First(IsVisible);
        var get = property.GetMethod is { } g && IsVisible(g) ? "get; " : "";
        var set = property.SetMethod is { } s && IsVisible(s)
            ? s.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; " : "set; "
            : "";
        var type = TypeName(property.PropertyType) + Null(_nullability.Create(property), property.PropertyType);
        return $"{Modifiers(accessor)}{property.Name}: {type} {{ {get}{set}}}";
    }

    private string MethodText(MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeName))}>" : "";
        var extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        var constraints = string.Concat(method.IsGenericMethod ? method.GetGenericArguments().Select(Constraints) : []);
        return $"{Modifiers(method)}{method.Name}{generic}({extension}{Parameters(method)}): " +
            $"{TypeName(method.ReturnType)}{Null(_nullability.Create(method.ReturnParameter), method.ReturnType)}{constraints}";
    }

    private string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
        (p.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "") +
        $"{TypeName(p.ParameterType)}{Null(_nullability.Create(p), p.ParameterType)} {p.Name}" +
        (p.HasDefaultValue ? $" = {p.DefaultValue ?? "null"}" : "")));

    private static string Constraints(Type parameter)
    {
        var isClass = parameter.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint);
        var parts = (isClass ? new[] { "class" } : [])
            .Concat(parameter.GetGenericParameterConstraints().Select(TypeName));
        return parts.Any() ? $" where {parameter.Name} : {string.Join(", ", parts)}" : "";
    }

    private static string Modifiers(MethodBase method) => method switch
    {
        { DeclaringType.IsInterface: true } => "",
        { IsStatic: true } => "static ",
        { IsAbstract: true } => "abstract ",
        _ when ((MethodInfo)method).GetBaseDefinition() != method => "override ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    };

    private static string Null(NullabilityInfo info, Type type) =>
        !type.IsValueType && info.ReadState == NullabilityState.Nullable ? "?" : "";

    private static string TypeName(Type type)
    {
        if (type.IsArray)
            return TypeName(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return TypeName(underlying) + "?";
        var plain = Keywords.GetValueOrDefault(type) ?? type.Name.Split('`')[0];
        return type.IsGenericType ? $"{plain}<{string.Join(", ", type.GetGenericArguments().Select(TypeName))}>" : plain;
    }

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(void)] = "void",
    };
}
