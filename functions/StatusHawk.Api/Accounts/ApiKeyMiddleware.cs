using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using StatusHawk.Api.Http;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>
/// Lets a request through only with a key of the workspace that its path names. Every function is behind it but the few that
/// <see cref="FunctionNames.Anonymous"/> lists, so that a new function is closed until somebody opens it. Comes before anything of the body is read.
/// </summary>
public sealed class ApiKeyMiddleware(IWorkspaceStore workspaces) : IFunctionsWorkerMiddleware
{
    private const string Scheme = "Bearer ";

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http || FunctionNames.Anonymous.Contains(context.FunctionDefinition.Name))
        {
            await next(context);
            return;
        }

        if (Token(http.Request) is not { } token || await FindAsync(token, http.RequestAborted) is not { } key)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            await Problem.Unauthorized().WriteAsync(http);
            return;
        }

        http.Request.SetCaller(key.Name);

        // Another workspace looks like one that does not exist.
        if (http.GetRouteValue("workspaceId") as string == token.WorkspaceId) await next(context);
        else await Problem.NotFound().WriteAsync(http);
    }

    // A deleted workspace still has its keys for a while, and none of them works.
    private async Task<ApiKey?> FindAsync(ApiKeyToken token, CancellationToken cancellationToken)
    {
        var workspace = workspaces.ReadAsync(token.WorkspaceId, cancellationToken);
        var key = workspaces.ReadKeyAsync(token.WorkspaceId, token.KeyId, cancellationToken);
        await Task.WhenAll(workspace, key);
        return await workspace is { DeletedAt: null } ? await key : null;
    }

    private static ApiKeyToken? Token(HttpRequest request) =>
        request.Headers.Authorization is [{ } value] && value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? ApiKeyToken.Parse(value[Scheme.Length..].Trim())
            : null;
}
