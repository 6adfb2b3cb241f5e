using System.Text.Json;
using System.Text.Json.Nodes;
using StatusHawk.Core;
using StatusHawk.Core.Alerting;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Cli.AsCode;

/// <summary>The forms of a channel, as <see cref="MonitorShape"/> has those of a monitor.</summary>
public static class ChannelShape
{
    private static readonly string[] Kinds = ["webhook", "email"];

    public static JsonObject Complete(JsonObject channel)
    {
        var kind = MonitorShape.Text(channel["kind"]) ?? Kinds.FirstOrDefault(channel.ContainsKey) ?? "webhook";
        var settings = channel[kind]?.DeepClone();
        if (settings is JsonObject { } webhook && MonitorShape.Text(webhook["url"]) is { } url) webhook["url"] = TargetUrl.WithoutFragment(url);
        if (settings is JsonObject { } email && email["to"] is JsonArray to)
            email["to"] = new JsonArray([.. to.Select(MonitorShape.Text).Distinct(StringComparer.OrdinalIgnoreCase).Select(address => (JsonNode?)address)]);
        return new()
        {
            ["name"] = MonitorShape.Text(channel["name"])?.Trim(),
            ["kind"] = kind,
            [kind] = settings,
            ["enabled"] = channel["enabled"]?.DeepClone() ?? true,
        };
    }

    /// <summary>As it is exported: a webhook's URL is a secret and left out.</summary>
    public static JsonObject Short(string key, JsonObject channel)
    {
        var complete = Complete(channel);
        var made = new JsonObject();
        if (MonitorShape.Text(complete["name"]) is { } name && name != key) made["name"] = name;
        if (complete["email"]?["to"] is JsonArray to) made["email"] = to.Count == 1 ? to[0]!.DeepClone() : to.DeepClone();
        else if (complete["webhook"] is not null) made["webhook"] = Mask.Text;
        if (complete["enabled"]!.GetValue<bool>() is false) made["enabled"] = false;
        return made;
    }

    public static JsonObject Expand(string key, JsonNode? entry, Action<string, string> wrong)
    {
        if (entry is not JsonObject fields)
        {
            wrong("", "Must be a channel with webhook or email.");
            return [];
        }

        var made = new JsonObject { ["name"] = key };
        foreach (var (name, value) in fields)
        {
            made[name] = (name, value) switch
            {
                ("webhook", JsonValue url) => new JsonObject { ["url"] = url.DeepClone() },
                ("email", JsonValue one) => new JsonObject { ["to"] = new JsonArray(one.DeepClone()) },
                ("email", JsonArray several) => new JsonObject { ["to"] = several.DeepClone() },
                _ => value?.DeepClone(),
            };
        }

        if (!fields.ContainsKey("kind") && Kinds.Where(fields.ContainsKey).ToArray() is [var kind]) made["kind"] = kind;
        else if (!fields.ContainsKey("kind")) wrong("", "Must have one of webhook and email.");
        return made;
    }

    public static IReadOnlyList<FieldError> WhatIsWrong(JsonObject expanded)
    {
        var errors = new FieldErrors();
        var probe = expanded.DeepClone().AsObject();
        if (probe["webhook"] is JsonObject webhook)
        {
            if (Mask.Is(webhook["url"])) webhook["url"] = "https://example.org/";
            if (Mask.Is(webhook["secret"])) webhook.Remove("secret");
        }

        ChannelForm.Read(JsonSerializer.SerializeToElement(probe), stored: null, new MonitorRules([], AllowPrivateTargets: true), errors);
        return errors.Items;
    }
}
