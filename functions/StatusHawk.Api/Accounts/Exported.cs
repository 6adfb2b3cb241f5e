using System.Text.Json;
using System.Text.Json.Nodes;
using StatusHawk.Api.Alerting;
using StatusHawk.Api.Http;
using StatusHawk.Api.Monitors;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Accounts;

/// <summary>A key in an export: what is known of it, which is not itself.</summary>
public sealed record ExportedKey(string Id, string Name, string Scope, IReadOnlyList<Area>? Areas, DateTimeOffset? ExpiresAt, DateTimeOffset CreatedAt)
{
    public static ExportedKey Of(ApiKey key) => new(key.Id, key.Name, ScopeOf(key.Role), key.Areas, key.ExpiresAt, key.CreatedAt);

    private static string ScopeOf(Role role) => role switch { Role.Viewer => "read", Role.Editor => "write", Role.Admin => "admin", _ => "owner" };
}

/// <summary>A channel in an export. The address of a webhook is a secret with many services: only its origin is told.</summary>
public static class ExportedChannel
{
    public static ChannelView Of(Channel channel)
    {
        var view = ChannelView.Of(channel);
        return view.Webhook is { } webhook ? view with { Webhook = webhook with { Url = OriginOf(webhook.Url) } } : view;
    }

    private static string OriginOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) ? $"{uri.Scheme}://{uri.Authority}/{ChannelForm.Mask}" : ChannelForm.Mask;
}

/// <summary>A monitor in an export: as it is configured, without what holds of it now. The address that a job calls is a secret.</summary>
public static class ExportedMonitor
{
    private static readonly string[] Present = [nameof(MonitorView.Verdict), nameof(MonitorView.Since), nameof(MonitorView.Votes)];

    public static JsonObject Of(Monitor monitor, ApiOptions api)
    {
        var view = MonitorView.Of(monitor, live: null, api);
        if (view.Heartbeat is { } heartbeat) view = view with { Heartbeat = heartbeat with { Url = SecretInput.Mask } };
        var json = JsonSerializer.SerializeToNode(view, ApiJson.Options)!.AsObject();
        foreach (var field in Present) json.Remove(JsonNamingPolicy.CamelCase.ConvertName(field));
        return json;
    }
}
