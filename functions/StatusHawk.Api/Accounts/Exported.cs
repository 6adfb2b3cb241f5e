using System.Text.Json;
using System.Text.Json.Nodes;
using StatusHawk.Api.Alerting;
using StatusHawk.Api.Http;
using StatusHawk.Api.Monitors;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Accounts;

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
