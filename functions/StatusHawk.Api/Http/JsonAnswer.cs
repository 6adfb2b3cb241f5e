using System.Globalization;
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

    /// <summary>How long to wait before asking again; null: nothing is said of it.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The body as it is written.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(Body, ApiJson.Options);

    /// <summary>For middleware, which answers without a function.</summary>
    public Task WriteAsync(HttpContext http)
    {
        if (RetryAfter is { } wait) http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return WriteAsync(http, Status, ContentType, Location, ETag, ToBytes());
    }

    /// <summary>An answer whose body is written already.</summary>
    public static async Task WriteAsync(HttpContext http, int status, string contentType, string? location, string? etag, byte[] body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = body.Length;
        if (status == 401) http.Response.Headers.WWWAuthenticate = "Bearer";
        if (location is not null) http.Response.Headers.Location = location;
        if (etag is not null) http.Response.Headers.ETag = etag;
        await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }
}
