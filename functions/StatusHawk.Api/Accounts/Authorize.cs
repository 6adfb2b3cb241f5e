using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using StatusHawk.Api.Http;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>Lets a request through as <see cref="RouteAccess"/> says, before anything of the body is read.</summary>
public sealed class Authorize(Authentication authentication, LimitRates limits, NoteRefusal note) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        var (function, access) = (context.FunctionDefinition.Name, RouteAccess.Of(context.FunctionDefinition.Name));
        var refusal = access is Access.ToAnyone ? limits.Anyone(http, function) : limits.Before(http) ?? await RefuseAsync(http, function, access);
        if (refusal is not null) await refusal.WriteAsync(http);
        else await next(context);
    }

    private async Task<JsonAnswer?> RefuseAsync(HttpContext http, string function, Access? access)
    {
        var workspaceId = http.GetRouteValue("workspaceId") as string;
        if (await authentication.FindAsync(Credentials.Of(http.Request), workspaceId, http.RequestAborted) is not { } admission)
        {
            if (limits.Stranger(http) is { } tooMany) return tooMany;
            http.Response.Headers.WWWAuthenticate = "Bearer";
            return Problem.Unauthorized();
        }

        if (limits.Admitted(http, admission) is { } spent) return spent;

        // Another workspace looks like one that does not exist.
        if (workspaceId is not null && admission.Role is null) return Problem.NotFound();
        http.Request.Admit(admission);
        var refusal = Refuse(admission, access);
        if (refusal is { Status: StatusCodes.Status403Forbidden } && admission.Workspace is not null) await note.RunAsync(function, http);
        return refusal;
    }

    private static JsonAnswer? Refuse(Admission admission, Access? access) =>
        access switch
        {
            Access.ToPeople => admission.Caller is Caller.Person ? null : Problem.Forbidden("A key cannot do this: sign in."),
            Access.ToMembers members when admission.Caller is not Caller.Person => Problem.Forbidden("A key cannot do this: sign in."),
            Access.ToMembers members => Refuse(admission.Role, members.Role),
            Access.ToWorkspace to when admission.Caller is Caller.Key { ApiKey.Areas: { } areas } && !areas.Contains(to.Area) =>
                Problem.Forbidden($"This key is not for {Word(to.Area)}; it is for {string.Join(", ", areas.Select(Word))}."),
            Access.ToWorkspace to => Refuse(admission.Role, to.Role),
            _ => Problem.NotFound(),
        };

    private static JsonAnswer? Refuse(Role? has, Role needs) =>
        has >= needs ? null : Problem.Forbidden($"This needs the role {Word(needs)} or more; yours is {(has is { } role ? Word(role) : "none")}.");

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
