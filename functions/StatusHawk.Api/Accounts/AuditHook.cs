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
    public static void Audit(this HttpRequest request, object? before, object? after) => request.HttpContext.Items[Key] = new Change(before, after);

    /// <summary>Says what was created or changed, if it was.</summary>
    public static async Task<Result<T>> AuditAsync<T>(this Task<Result<T>> result, HttpRequest request, Func<T, object> view)
    {
        var came = await result;
        if (came is Result<T>.Done done) request.Audit(done.Before is { } before ? view(before) : null, done.Value is { } after ? view(after) : null);
        return came;
    }

    /// <summary>Says what was deleted, if it was: the result is what it was.</summary>
    public static async Task<Result<T>> AuditDeletionAsync<T>(this Task<Result<T>> result, HttpRequest request, Func<T, object> view)
    {
        var came = await result;
        if (came is Result<T>.Done done) request.Audit(view(done.Value), after: null);
        return came;
    }

    internal static (string? Before, string? After) AuditedChange(this HttpRequest request) =>
        request.HttpContext.Items[Key] is Change change ? AuditDifference.Of(Fields(change.Before), Fields(change.After)) : (null, null);

    private static JsonObject? Fields(object? view) => view is null ? null : JsonSerializer.SerializeToNode(view, view.GetType(), ApiJson.Options) as JsonObject;

    private sealed record Change(object? Before, object? After);
}
