using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>A person's account, from the first mail to its end.</summary>
public sealed class AccountsApi(
    Register register, VerifyAccount verify, RequestPasswordReset requestReset, ResetPassword reset, ChangeAccount change, ChangeEmail email, DeleteAccount delete,
    IUserStore users, ClientAddress address)
{
    private const string Accounts = "api/v1/accounts";
    private const string Resets = "api/v1/password-resets";
    private const string Mine = "api/v1/account";

    [Function(FunctionNames.Register)]
    public Task<IActionResult> Register([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Accounts)] HttpRequest request) =>
        request.WithJsonAsync(body => register.RunAsync(body, address.NetworkOf(request.HttpContext), request.HttpContext.RequestAborted).AnswerAsync(_ => Accepted()));

    [Function(FunctionNames.VerifyAccount)]
    public Task<IActionResult> Verify([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Accounts + "/verify")] HttpRequest request) =>
        request.WithJsonAsync(body => verify.RunAsync(body, request.HttpContext.RequestAborted).AnswerAsync(Show));

    [Function(FunctionNames.ConfirmEmail)]
    public Task<IActionResult> ConfirmEmail([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Accounts + "/email-changes/confirm")] HttpRequest request) =>
        request.WithJsonAsync(body => email.ConfirmAsync(body, request.HttpContext.RequestAborted).AnswerAsync(_ => Nothing()));

    [Function(FunctionNames.RequestPasswordReset)]
    public Task<IActionResult> RequestPasswordReset([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Resets)] HttpRequest request) =>
        request.WithJsonAsync(body => requestReset.RunAsync(body, address.NetworkOf(request.HttpContext), request.HttpContext.RequestAborted).AnswerAsync(_ => Accepted()));

    [Function(FunctionNames.ResetPassword)]
    public Task<IActionResult> ResetPassword([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Resets + "/confirm")] HttpRequest request) =>
        request.WithJsonAsync(body => reset.RunAsync(body, address.NetworkOf(request.HttpContext), request.HttpContext.RequestAborted).AnswerAsync(_ => Nothing()));

    [Function(FunctionNames.ReadAccount)]
    public async Task<IActionResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Mine)] HttpRequest request) =>
        await users.ReadAsync(request.Caller().Id, request.HttpContext.RequestAborted) is { } stored ? Show(stored.Value) : Problem.NotFound();

    [Function(FunctionNames.ChangeAccount)]
    public Task<IActionResult> Change([HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Mine)] HttpRequest request) =>
        request.WithJsonAsync(body =>
            change.RenameAsync(request.Caller().Id, body, request.HttpContext.RequestAborted).AuditAsync(request, AccountView.Of).AnswerAsync(Show));

    [Function(FunctionNames.DeleteAccount)]
    public Task<IActionResult> Delete([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Mine)] HttpRequest request) =>
        request.WithJsonAsync(body => delete.RunAsync(request.Caller().Id, body, request.HttpContext.RequestAborted).AnswerAsync(_ => Nothing()));

    [Function(FunctionNames.ChangePassword)]
    public Task<IActionResult> ChangePassword([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Mine + "/password")] HttpRequest request) =>
        request.WithJsonAsync(body =>
            change.SetPasswordAsync(request.Caller().Id, request.Person().SessionId, body, request.HttpContext.RequestAborted).AnswerAsync(_ => Nothing()));

    [Function(FunctionNames.ChangeEmail)]
    public Task<IActionResult> ChangeEmail([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Mine + "/email")] HttpRequest request) =>
        request.WithJsonAsync(body => email.AskAsync(request.Caller().Id, body, address.NetworkOf(request.HttpContext), request.HttpContext.RequestAborted).AnswerAsync(_ => Accepted()));

    private static JsonAnswer Show(User user) => new(200, AccountView.Of(user));

    private static JsonAnswer Accepted() => new(202, new object());

    private static NoContentResult Nothing() => new();
}
