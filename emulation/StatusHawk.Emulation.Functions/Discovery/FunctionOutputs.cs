namespace StatusHawk.Emulation.Functions.Discovery;

/// <summary>Where the parts of a returned value go.</summary>
internal sealed record FunctionOutputs(IReadOnlyList<FunctionOutput> All, Func<object, object?>? HttpResult)
{
    public static FunctionOutputs None { get; } = new([], null);

    /// <summary>The part of a returned value that answers a request.</summary>
    public object? AnswerIn(object? returned) => returned is null || HttpResult is null ? returned : HttpResult(returned);

    public async Task SendAsync(object? returned, CancellationToken cancellationToken)
    {
        if (returned is null)
            return;
        foreach (var output in All)
        {
            if (output.Read(returned) is { } value)
                await output.Send(value, cancellationToken);
        }
    }
}
