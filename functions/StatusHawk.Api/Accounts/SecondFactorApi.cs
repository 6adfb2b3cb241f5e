using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using StatusHawk.Api.Http;

namespace StatusHawk.Api.Accounts;

/// <summary>A person's second factor.</summary>
public sealed class SecondFactorApi(SetUpSecondFactor setUp)
{
    private const string Path = "api/v1/account/second-factor";

    [Function(FunctionNames.BeginSecondFactor)]
    public Task<IActionResult> Begin([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Path)] HttpRequest request) =>
        request.WithJsonAsync(body => setUp.BeginAsync(request.Caller().Id, body, request.HttpContext.RequestAborted).AnswerAsync(made => new JsonAnswer(200, made)));

    [Function(FunctionNames.ConfirmSecondFactor)]
    public Task<IActionResult> Confirm([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Path + "/confirm")] HttpRequest request) =>
        request.WithJsonAsync(body => setUp.ConfirmAsync(request.Caller().Id, body, request.HttpContext.RequestAborted).AnswerAsync(made => new JsonAnswer(200, made)));

    [Function(FunctionNames.RemoveSecondFactor)]
    public Task<IActionResult> Remove([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Path)] HttpRequest request) =>
        request.WithJsonAsync(body => setUp.RemoveAsync(request.Caller().Id, body, request.HttpContext.RequestAborted).AnswerAsync(_ => new NoContentResult()));

    [Function(FunctionNames.RenewRecoveryCodes)]
    public Task<IActionResult> Renew([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Path + "/recovery-codes")] HttpRequest request) =>
        request.WithJsonAsync(body => setUp.RenewAsync(request.Caller().Id, body, request.HttpContext.RequestAborted).AnswerAsync(made => new JsonAnswer(200, made)));
}
