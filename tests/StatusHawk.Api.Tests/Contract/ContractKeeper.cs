using System.Net.Http.Headers;
using System.Text.Json;

namespace StatusHawk.Api.Tests.Contract;

/// <summary>
/// Holds every exchange of a test against the contract: the operation is there, its status is declared, headers and body are as declared, and what was taken in
/// (2xx) was a request that the contract allows.
/// </summary>
internal sealed class ContractKeeper(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    // Headers that mean something to a caller of the API: sent, they must be declared.
    private static readonly string[] Telling =
    [
        "ETag", "Location", "Retry-After", "RateLimit", "RateLimit-Policy", "Idempotency-Replayed", "Link", "WWW-Authenticate", "Content-Disposition", "Access-Control-Allow-Origin",
    ];

    // Without them the answer is of no use.
    private static readonly string[] Due = ["ETag", "Location", "WWW-Authenticate", "Content-Disposition", "Access-Control-Allow-Origin", "Cache-Control"];

    private static readonly ApiContract Contract = ApiContract.Current;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } sent) await sent.LoadIntoBufferAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var faults = await FaultsAsync(request, response);
        faults.ShouldBeEmpty($"{request.Method} {request.RequestUri!.AbsolutePath} → {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(cancellationToken)}");
        return response;
    }

    private static async Task<IReadOnlyList<string>> FaultsAsync(HttpRequestMessage request, HttpResponseMessage response)
    {
        var (status, body) = ((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync());
        var operation = Contract.Find(request.Method.Method, request.RequestUri!.AbsolutePath);
        if (operation is null) return status == 404 && body.Length == 0 ? [] : ["It is not in the contract, and yet it is answered."];
        if (IsServers(status, body)) return [];
        if (!operation.Responses.TryGetValue(status, out var declared)) return [$"{operation.Id} does not declare the status {status}."];

        var faults = new List<string>();
        Headers(declared, response, faults);
        if (request.Method != HttpMethod.Head) Body(declared, response.Content.Headers.ContentType, body, faults);
        if (status is >= 200 and < 300) await RequestAsync(operation, request, faults);
        return faults;
    }

    // What the web server refuses before any function hears of it: an address with a NUL, one or headers that are too long.
    private static bool IsServers(int status, byte[] body) => status is 400 or 414 or 431 && body.Length == 0;

    private static void Headers(JsonElement declared, HttpResponseMessage response, List<string> faults)
    {
        var known = declared.TryGetProperty("headers", out var headers) ? headers.EnumerateObject().ToDictionary(one => one.Name, one => Contract.Schemas.Follow(one.Value), StringComparer.OrdinalIgnoreCase) : [];
        foreach (var (name, header) in known)
        {
            var value = Value(response, name);
            if (value is null && Due.Contains(name)) faults.Add($"The header {name} is missing.");
            if (value is not null) faults.AddRange(Contract.Schemas.Check(header.GetProperty("schema"), Read(header.GetProperty("schema"), value), Direction.Answer).Select(fault => $"{name}: {fault}"));
        }

        faults.AddRange(Telling.Where(name => !known.ContainsKey(name) && Value(response, name) is not null).Select(name => $"The header {name} is not declared."));
    }

    private static void Body(JsonElement declared, MediaTypeHeaderValue? type, byte[] body, List<string> faults)
    {
        if (!declared.TryGetProperty("content", out var content))
        {
            if (body.Length > 0) faults.Add("There is a body, and none is declared.");
            return;
        }

        if (type?.MediaType is null || !content.TryGetProperty(type.MediaType, out var media)) faults.Add($"The type {type} is not declared.");
        else if (type.MediaType.EndsWith("json", StringComparison.Ordinal))
        {
            using var document = JsonDocument.Parse(body);
            faults.AddRange(Contract.Schemas.Check(media.GetProperty("schema"), document.RootElement, Direction.Answer));
        }
    }

    // What was taken in, the contract must allow.
    private static async Task RequestAsync(ContractOperation operation, HttpRequestMessage request, List<string> faults)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(request.RequestUri!.Query);
        foreach (var parameter in operation.Parameters)
        {
            var (name, schema) = (parameter.GetProperty("name").GetString()!, parameter.GetProperty("schema"));
            string?[] values = parameter.GetProperty("in").GetString() switch
            {
                "path" => [operation.PathValue(name, request.RequestUri.AbsolutePath)],
                "query" => [.. query.TryGetValue(name, out var asked) ? asked.Where(one => one is { Length: > 0 }) : []],
                _ => request.Headers.TryGetValues(name, out var sent) ? [string.Join(", ", sent)] : [],
            };
            var single = Contract.Schemas.Follow(schema);
            if (single.TryGetProperty("items", out var items)) single = Contract.Schemas.Follow(items);
            foreach (var value in values) faults.AddRange(Contract.Schemas.Check(single, Read(single, value!), Direction.Request).Select(fault => $"It was taken in, but {name}: {fault}"));
        }

        if (operation.Body is not { } body) return;
        var bytes = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync();
        if (bytes.Length == 0)
        {
            if (body.Required) faults.Add("It was taken in without a body.");
            return;
        }

        using var document = JsonDocument.Parse(bytes);
        faults.AddRange(Contract.Schemas.Check(body.Schema, document.RootElement, Direction.Request).Select(fault => $"It was taken in, but {fault}"));
    }

    private static string? Value(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    // Headers and queries are texts; what should be a number or a truth is read as one, where it can be.
    private static JsonElement Read(JsonElement schema, string value)
    {
        if (Contract.Schemas.Follow(schema).GetProperty("type").GetString() is "integer" or "number" or "boolean")
        {
            try
            {
                return JsonDocument.Parse(value).RootElement;
            }
            catch (JsonException)
            {
                // It stays the text that it is, which is its fault.
            }
        }

        return JsonSerializer.SerializeToElement(value);
    }
}
