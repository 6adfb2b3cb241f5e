using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Accounts;

/// <summary>How a function says what it changed. It shows the audit log what the API shows to anybody, secrets masked, and leaves out what is a secret by itself.</summary>
public static class AuditHook
{
    private static readonly object Key = new();

    /// <param name="request">The request that made the change.</param>
    /// <param name="before">A view of what it was; null: it is new.</param>
    /// <param name="after">A view of what it has become; null: it is gone.</param>
    /// <param name="workspaceId">Whose log is told too; null: only the one that the request's path leads to.</param>
    public static void Audit(this HttpRequest request, object? before, object? after, string? workspaceId = null) =>
        request.HttpContext.Items[Key] = new Change(before, after, workspaceId);

    /// <summary>Says what was created or changed, if it was.</summary>
    public static async Task<Result<T>> AuditAsync<T>(this Task<Result<T>> result, HttpRequest request, Func<T, object> view, Func<T, string>? workspaceId = null)
        where T : class
    {
        var came = await result;
        if (came is Result<T>.Done done) request.Audit(done.Before is { } before ? view(before) : null, view(done.Value), workspaceId?.Invoke(done.Value));
        return came;
    }

    /// <summary>Says what was deleted, if it was: the result is what it was.</summary>
    public static async Task<Result<T>> AuditDeletionAsync<T>(this Task<Result<T>> result, HttpRequest request, Func<T, object> view) where T : class
    {
        var came = await result;
        if (came is Result<T>.Done done) request.Audit(view(done.Value), after: null);
        return came;
    }

    internal static (string? Before, string? After) AuditedChange(this HttpRequest request) =>
        request.HttpContext.Items[Key] is Change change ? AuditDifference.Of(Fields(change.Before), Fields(change.After)) : (null, null);

    /// <summary>The workspace whose log is told too, of a request whose path names none.</summary>
    internal static string? AuditedWorkspace(this HttpRequest request) => (request.HttpContext.Items[Key] as Change)?.WorkspaceId;

    private static JsonObject? Fields(object? view) => view is null ? null : JsonSerializer.SerializeToNode(view, view.GetType(), ApiJson.Options) as JsonObject;

    private sealed record Change(object? Before, object? After, string? WorkspaceId);
}
