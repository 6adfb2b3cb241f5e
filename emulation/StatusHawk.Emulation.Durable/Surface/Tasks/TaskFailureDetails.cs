using System.Reflection;

namespace Microsoft.DurableTask;

/// <summary>Why a task failed, as the history keeps it.</summary>
public record TaskFailureDetails
{
    internal TaskFailureDetails(string errorType, string errorMessage, string? stackTrace, TaskFailureDetails? innerFailure)
    {
        ErrorType = errorType;
        ErrorMessage = errorMessage;
        StackTrace = stackTrace;
        InnerFailure = innerFailure;
    }

    /// <summary>The full name of the exception's type.</summary>
    public string ErrorType { get; init; }

    /// <summary>The exception's message.</summary>
    public string ErrorMessage { get; init; }

    /// <summary>The exception's stack trace.</summary>
    public string? StackTrace { get; init; }

    /// <summary>The cause of it.</summary>
    public TaskFailureDetails? InnerFailure { get; init; }

    /// <summary>Whether the exception was of this type or one derived from it. False when its type cannot be found.</summary>
    public bool IsCausedBy<T>()
        where T : Exception => IsCausedBy(typeof(T));

    /// <summary>Whether the exception was of this type or one derived from it. False when its type cannot be found.</summary>
    /// <exception cref="ArgumentException">It is no type of exceptions.</exception>
    /// <exception cref="AmbiguousMatchException">Several assemblies have a type of that name.</exception>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (!targetBaseExceptionType.IsAssignableTo(typeof(Exception)))
            throw new ArgumentException($"{targetBaseExceptionType} is no exception.", nameof(targetBaseExceptionType));
        var type = Type.GetType(ErrorType) ?? targetBaseExceptionType.Assembly.GetType(ErrorType) ?? InAnyAssembly(ErrorType);
        return type is not null && type.IsAssignableTo(targetBaseExceptionType);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    internal static TaskFailureDetails Of(Exception exception) => new(
        exception.GetType().ToString(),
        exception.Message,
        exception.StackTrace,
        exception.InnerException is { } inner ? Of(inner) : null);

    private static Type? InAnyAssembly(string name)
    {
        var types = AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetType(name)).OfType<Type>().ToList();
        return types.Count < 2
            ? types.FirstOrDefault()
            : throw new AmbiguousMatchException($"Several exception types are named '{name}'.");
    }
}
