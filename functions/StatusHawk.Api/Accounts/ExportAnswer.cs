using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>A workspace as one file, written while it is read: it is never in memory whole, and one that could not be read to its end is no JSON.</summary>
public sealed record ExportAnswer(ExportWorkspace Export, Workspace Workspace, Role Role) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        http.Response.StatusCode = StatusCodes.Status200OK;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{Workspace.Id}.json\"";
        await Export.WriteAsync(Workspace, Role, http.Response.Body, http.RequestAborted);
    }
}
