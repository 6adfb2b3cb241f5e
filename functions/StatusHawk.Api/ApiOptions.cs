using System.ComponentModel.DataAnnotations;

namespace StatusHawk.Api;

/// <summary>Where people reach this app.</summary>
public sealed class ApiOptions : IValidatableObject
{
    public const string SectionName = "Api";

    /// <summary>The origin in every address that the app hands out: <c>https://status.example.com</c>.</summary>
    /// <value>No default.</value>
    [Required]
    public string PublicUrl { get; set; } = "";

    /// <summary>How many proxies stand before this app, each of which adds to <c>X-Forwarded-For</c> whom it was asked by: so many entries, from the last, are believed.</summary>
    /// <value>The default is 0: the connection's own address is the client's; 0 to 10.</value>
    [Range(0, 10)]
    public int TrustedProxies { get; set; }

    /// <summary>The description of the API, for programs.</summary>
    public string ContractUrl => $"{PublicUrl.TrimEnd('/')}/api/openapi.json";

    /// <summary>The description of the API, for people.</summary>
    public string ContractPageUrl => $"{PublicUrl.TrimEnd('/')}/api/docs";

    /// <summary>A page's own address.</summary>
    public string PageUrl(string slug) => $"{PublicUrl.TrimEnd('/')}/status/{slug}";

    /// <summary>A workspace's address in the API.</summary>
    public string WorkspaceUrl(string workspaceId) => $"{PublicUrl.TrimEnd('/')}/api/v1/workspaces/{workspaceId}";

    /// <summary>A monitor's address in the API.</summary>
    public string MonitorUrl(string workspaceId, string monitorId) => $"{PublicUrl.TrimEnd('/')}/api/v1/workspaces/{workspaceId}/monitors/{monitorId}";

    /// <summary>The address that a job calls.</summary>
    public string HeartbeatUrl(string address) => $"{PublicUrl.TrimEnd('/')}/heartbeat/{address}";

    /// <summary>An incident's address in the API.</summary>
    public string IncidentUrl(string workspaceId, string incidentId) => $"{PublicUrl.TrimEnd('/')}/api/v1/workspaces/{workspaceId}/incidents/{incidentId}";

    /// <summary>A key's address in the API.</summary>
    public string KeyUrl(string workspaceId, string keyId) => $"{PublicUrl.TrimEnd('/')}/api/v1/workspaces/{workspaceId}/keys/{keyId}";

    /// <summary>A channel's address in the API.</summary>
    public string ChannelUrl(string workspaceId, string channelId) => $"{PublicUrl.TrimEnd('/')}/api/v1/workspaces/{workspaceId}/channels/{channelId}";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.PathAndQuery == "/" && url.Fragment.Length == 0 && url.UserInfo.Length == 0) yield break;
        yield return new($"{SectionName}:{nameof(PublicUrl)} must be an origin such as https://status.example.com.", [nameof(PublicUrl)]);
    }
}
