using Microsoft.DurableTask;

namespace StatusHawk.Emulation.Durable.History;

/// <summary>An exception as it is stored, with its texts cut to a bearable length.</summary>
internal sealed record Failure(string Type, string Message, string? Stack, Failure? Inner)
{
    private const int MaxLength = 4000;
    private const int MaxDepth = 5;

    public static Failure Of(Exception exception, int depth = 0) => new(
        exception.GetType().ToString(),
        Cut(exception.Message),
        exception.StackTrace is { } stack ? Cut(stack) : null,
        depth == MaxDepth ? null
            : exception is TaskFailedException task ? Of(task.FailureDetails)
            : exception.InnerException is { } inner ? Of(inner, depth + 1)
            : null);

    public static Failure Of(TaskFailureDetails details) => new(
        details.ErrorType,
        Cut(details.ErrorMessage),
        details.StackTrace is { } stack ? Cut(stack) : null,
        details.InnerFailure is { } inner ? Of(inner) : null);

    public TaskFailureDetails Details() => new(Type, Message, Stack, Inner?.Details());

    private static string Cut(string text) => text.Length <= MaxLength ? text : text[..MaxLength] + "…";
}
