using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Data.Tables.Wire;

/// <summary>Requests to one account, through Azure.Core's pipeline, which retries what may be retried.</summary>
internal sealed class TableRequests(TableAccount account, TableClientOptions? options)
{
    private const string Version = "2019-02-02";
    private readonly HttpPipeline _pipeline = HttpPipelineBuilder.Build(options ?? new TableClientOptions(), new SharedKeyLitePolicy(account, TimeProvider.System));

    /// <exception cref="RequestFailedException">The status is none of those that are fine.</exception>
    public async Task<Response> SendAsync(RequestMethod method, string path, BinaryData? body, ETag? ifMatch, int[] fine, CancellationToken cancellationToken)
    {
        using var message = _pipeline.CreateMessage();
        var request = message.Request;
        request.Method = method;
        request.Uri.Reset(new Uri($"{account.Endpoint.ToString().TrimEnd('/')}/{path}"));
        request.Headers.Add("x-ms-version", Version);
        request.Headers.Add("DataServiceVersion", "3.0");
        request.Headers.Add("Accept", "application/json;odata=minimalmetadata");
        if (ifMatch is { } etag) request.Headers.Add("If-Match", etag.ToString());
        if (body is not null)
        {
            request.Headers.Add("Content-Type", "application/json");
            request.Headers.Add("Prefer", "return-no-content");
            request.Content = RequestContent.Create(body);
        }

        await _pipeline.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return fine.Contains(message.Response.Status) ? message.Response : throw Failed(message.Response);
    }

    private static RequestFailedException Failed(Response response)
    {
        var (code, text) = ("", response.ReasonPhrase);
        try
        {
            using var json = JsonDocument.Parse(response.Content);
            var error = json.RootElement.GetProperty("odata.error");
            (code, text) = (error.GetProperty("code").GetString() ?? "", error.GetProperty("message").GetProperty("value").GetString() ?? text);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Not every answer is the service's own.
        }

        return new RequestFailedException(response.Status, text, code, innerException: null);
    }
}
