using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using StatusHawk.Api.Http;
using StatusHawk.Api.Monitors;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Signing in and out.</summary>
public sealed class SessionsApi(
    SignIn signIn, RefreshSession refresh, EndSessions end, IUserStore users, IExpiringStore<Session> sessions, ClientAddress address, TimeProvider clock)
{
    private const string Path = "api/v1/sessions";
    private const int MaxUserAgent = 100;

    [Function(FunctionNames.SignIn)]
    public Task<IActionResult> SignIn([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Path)] HttpRequest request) =>
        request.WithJsonAsync(body => signIn.RunAsync(body, ClientOf(request), request.HttpContext.RequestAborted).AnswerAsync(done => new JsonAnswer(201, SignedInView.Of(done))));

    [Function(FunctionNames.RefreshSession)]
    public Task<IActionResult> Refresh([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Path + "/refresh")] HttpRequest request) =>
        request.WithJsonAsync(body => refresh.RunAsync(body, ClientOf(request), request.HttpContext.RequestAborted).AnswerAsync(done =>
            new JsonAnswer(200, SignedInView.Of(done))));

    [Function(FunctionNames.SignOut)]
    public async Task<IActionResult> SignOut([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Path + "/current")] HttpRequest request)
    {
        var person = request.Person();
        await end.RunAsync(person.UserId, person.SessionId, request.HttpContext.RequestAborted);
        return new NoContentResult();
    }

    [Function(FunctionNames.ListSessions)]
    public async Task<IActionResult> List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Path)] HttpRequest request)
    {
        var (person, stop) = (request.Person(), request.HttpContext.RequestAborted);
        var ids = (await users.ReadAsync(person.UserId, stop))?.Value.SessionIds ?? [];
        var found = await Task.WhenAll(ids.Select(id => sessions.ReadAsync(id, stop)));
        var alive = found.OfType<Stored<Session>>().Select(stored => stored.Value).Where(session => clock.GetUtcNow() < session.ExpiresAt);
        var views = alive.OrderByDescending(session => session.LastUsedAt).Select(session => SessionView.Of(session, person.SessionId));
        return new JsonAnswer(200, new ListView<SessionView>([.. views]));
    }

    [Function(FunctionNames.RevokeSession)]
    public async Task<IActionResult> Revoke([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Path + "/{sessionId}")] HttpRequest request, string sessionId) =>
        Ids.IsValid(Ids.Session, sessionId) && await end.RunAsync(request.Caller().Id, sessionId, request.HttpContext.RequestAborted) ? new NoContentResult() : Problem.NotFound();

    private Client ClientOf(HttpRequest request)
    {
        var agent = string.Concat(request.Headers.UserAgent.ToString().Where(c => !char.IsControl(c)).Take(MaxUserAgent)).Trim();
        return new(address.NetworkOf(request.HttpContext), agent.Length > 0 ? agent : null);
    }
}
