using Microsoft.AspNetCore.Mvc;
using StatusHawk.Core;

namespace StatusHawk.Api.Http;

/// <summary>Turns what came of a request into an answer.</summary>
public static class ResultAnswers
{
    public static async Task<IActionResult> AnswerAsync<T>(this Task<Result<T>> result, Func<T, Task<IActionResult>> done) => await result switch
    {
        Result<T>.Done ok => await done(ok.Value),
        Result<T>.Invalid invalid => Problem.InvalidFields(invalid.Errors),
        Result<T>.Conflict conflict => Problem.Conflict(conflict.Detail),
        Result<T>.Forbidden forbidden => Problem.Forbidden(forbidden.Detail),
        Result<T>.NotInPlan { Excess: var excess } => Problem.PlanLimit(excess),
        Result<T>.Outdated => Problem.Outdated(),
        Result<T>.Denied denied => Problem.Denied(denied.Why),
        _ => Problem.NotFound(),
    };

    public static Task<IActionResult> AnswerAsync<T>(this Task<Result<T>> result, Func<T, IActionResult> done) =>
        result.AnswerAsync(value => Task.FromResult(done(value)));
}
