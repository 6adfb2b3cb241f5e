using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace StatusHawk.Api.Http;

/// <summary>An answer whose body is JSON.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">What is said.</param>
public sealed record JsonAnswer(int Status, object Body) : IActionResult
{
    public string ContentType { get; init; } = "application/json; charset=utf-8";

    /// <summary>Where what was created is to be found.</summary>
    public string? Location { get; init; }

    /// <summary>The version of what is shown; null where it has none.</summary>
    public string? ETag => (Body as IVersioned)?.Version();

    public Task ExecuteResultAsync(ActionContext context) => WriteAsync(context.HttpContext);

    /// <summary>For middleware, which answers without a function.</summary>
    public async Task WriteAsync(HttpContext http)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(Body, ApiJson.Options);
        http.Response.StatusCode = Status;
        http.Response.ContentType = ContentType;
        http.Response.ContentLength = bytes.Length;
        if (Location is not null) http.Response.Headers.Location = Location;
        if (ETag is { } version) http.Response.Headers.ETag = version;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}
