using System.Text.Json;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Communication.Email.Wire;

/// <summary>The service's two requests.</summary>
internal sealed class EmailRequests(Uri endpoint, HttpPipeline pipeline)
{
    private const string Version = "2023-03-31";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    /// <exception cref="ArgumentException">A part of the connection string is missing.</exception>
    public static EmailRequests Of(string connectionString, EmailClientOptions options)
    {
        var parts = connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        if (!parts.TryGetValue("endpoint", out var endpoint) || !parts.TryGetValue("accesskey", out var key))
            throw new ArgumentException("A connection string of the e-mail service has an endpoint and an accesskey.", nameof(connectionString));
        return new(new Uri(endpoint), HttpPipelineBuilder.Build(options, new HmacPolicy(Convert.FromBase64String(key), TimeProvider.System)));
    }

    public async Task<EmailSendOperation> SendAsync(EmailMessage message, Guid operationId, CancellationToken cancellationToken)
    {
        using var http = pipeline.CreateMessage();
        http.Request.Method = RequestMethod.Post;
        http.Request.Uri.Reset(new Uri(endpoint, $"/emails:send?api-version={Version}"));
        http.Request.Headers.Add("Operation-Id", operationId.ToString());
        http.Request.Headers.Add("Content-Type", "application/json");
        http.Request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(BodyOf(message), Json));
        await pipeline.SendAsync(http, cancellationToken).ConfigureAwait(false);
        if (http.Response.Status != 202) throw new RequestFailedException(http.Response);
        var (id, status) = Read(http.Response);
        return new EmailSendOperation(this, id, status, http.Response);
    }

    public async Task<(EmailSendStatus Status, Response Response)> StatusAsync(string id, CancellationToken cancellationToken)
    {
        using var http = pipeline.CreateMessage();
        http.Request.Method = RequestMethod.Get;
        http.Request.Uri.Reset(new Uri(endpoint, $"/emails/operations/{Uri.EscapeDataString(id)}?api-version={Version}"));
        await pipeline.SendAsync(http, cancellationToken).ConfigureAwait(false);
        if (http.Response.Status != 200) throw new RequestFailedException(http.Response);
        return (Read(http.Response).Status, http.Response);
    }

    private static (string Id, EmailSendStatus Status) Read(Response response)
    {
        using var json = JsonDocument.Parse(response.Content);
        return (json.RootElement.GetProperty("id").GetString()!, new(json.RootElement.GetProperty("status").GetString()!));
    }

    private static object BodyOf(EmailMessage message) => new
    {
        Headers = message.Headers.Count == 0 ? null : message.Headers,
        message.SenderAddress,
        Content = new { message.Content.Subject, message.Content.PlainText, message.Content.Html },
        Recipients = new { To = Addresses(message.Recipients.To), Cc = Addresses(message.Recipients.CC), Bcc = Addresses(message.Recipients.BCC) },
        ReplyTo = Addresses(message.ReplyTo),
        message.UserEngagementTrackingDisabled,
    };

    private static object[]? Addresses(IList<EmailAddress> addresses) =>
        addresses.Count == 0 ? null : [.. addresses.Select(address => new { address.Address, DisplayName = address.DisplayName is { Length: > 0 } name ? name : null })];
}
