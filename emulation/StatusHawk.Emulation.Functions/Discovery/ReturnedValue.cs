using System.Reflection;

namespace StatusHawk.Emulation.Functions.Discovery;

/// <summary>What a method returns once awaited.</summary>
internal static class ReturnedValue
{
    private static readonly MethodInfo OfTask = Own(nameof(AwaitTask));
    private static readonly MethodInfo OfValueTask = Own(nameof(AwaitValueTask));

    /// <summary>The type of the awaited value; null for none.</summary>
    public static Type? TypeOf(Type returned) => returned switch
    {
        _ when returned == typeof(void) || returned == typeof(Task) || returned == typeof(ValueTask) => null,
        { IsGenericType: true } when returned.GetGenericTypeDefinition() == typeof(Task<>) => returned.GetGenericArguments()[0],
        { IsGenericType: true } when returned.GetGenericTypeDefinition() == typeof(ValueTask<>) => returned.GetGenericArguments()[0],
        _ => returned,
    };

    /// <summary>What turns a returned object into the awaited value.</summary>
    public static Func<object?, ValueTask<object?>> Awaiter(Type returned)
    {
        if (returned == typeof(Task))
            return AwaitPlainTask;
        if (returned == typeof(ValueTask))
            return task => AwaitPlainTask(((ValueTask)task!).AsTask());
        var open = returned.IsGenericType ? returned.GetGenericTypeDefinition() : null;
        var method = open == typeof(Task<>) ? OfTask : open == typeof(ValueTask<>) ? OfValueTask : null;
        return method is null
            ? value => new(value)
            : method.MakeGenericMethod(returned.GetGenericArguments()).CreateDelegate<Func<object?, ValueTask<object?>>>();
    }

    private static MethodInfo Own(string name) => typeof(ReturnedValue).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;

    private static async ValueTask<object?> AwaitPlainTask(object? task)
    {
        await (Task)task!;
        return null;
    }

    private static async ValueTask<object?> AwaitTask<T>(object? task) => await (Task<T>)task!;

    private static async ValueTask<object?> AwaitValueTask<T>(object? task) => await (ValueTask<T>)task!;
}
