using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace StatusHawk.Api.Http;

/// <summary>Reads a request's JSON, at most <see cref="MaxBytes"/> of it.</summary>
public static class JsonBody
{
    public const int MaxBytes = 64 * 1024;

    private static readonly JsonElement Empty = JsonSerializer.SerializeToElement(new object());

    // What the deepest body needs, a condition's schema, and no more: nesting is how a small body costs much.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 24 };

    /// <summary>Answers with <paramref name="answer"/>, or says what is wrong with the body.</summary>
    public static async Task<IActionResult> WithJsonAsync(this HttpRequest request, Func<JsonElement, Task<IActionResult>> answer)
    {
        if (!IsJson(request.ContentType)) return Problem.NotJsonType();
        if (await ReadAsync(request) is not { } bytes) return RefuseTooLarge(request.HttpContext);
        if (!Utf8.IsValid(bytes.Span)) return Problem.NotJson("The body is not UTF-8.");
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(bytes, Strict);
        }
        catch (JsonException e)
        {
            return Problem.NotJson($"It stops being JSON in line {e.LineNumber + 1}, at byte {e.BytePositionInLine + 1} of the line; objects may be nested {Strict.MaxDepth} deep.");
        }

        using (document) return await answer(document.RootElement);
    }

    /// <summary>As <see cref="WithJsonAsync"/>; a request without a body is answered as one with an empty object.</summary>
    public static Task<IActionResult> WithOptionalJsonAsync(this HttpRequest request, Func<JsonElement, Task<IActionResult>> answer) =>
        request.ContentLength is 0 || (request.ContentLength is null && request.Headers.TransferEncoding.Count == 0)
            ? answer(Empty)
            : request.WithJsonAsync(answer);

    private static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));

    /// <summary>The answer to a body with more than may be.</summary>
    internal static JsonAnswer RefuseTooLarge(HttpContext http)
    {
        // What is left of the body is not worth reading, so the connection cannot be used again.
        http.Response.Headers.Connection = "close";
        return Problem.TooLarge(MaxBytes);
    }

    /// <summary>Null when there is more than may be.</summary>
    internal static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > MaxBytes) return null;
        using var body = new MemoryStream();
        var buffer = new byte[8 * 1024];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is var read and > 0)
        {
            if (body.Length + read > MaxBytes) return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
