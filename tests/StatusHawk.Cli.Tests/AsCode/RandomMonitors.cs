using System.Text.Json.Nodes;

namespace StatusHawk.Cli.Tests.AsCode;

/// <summary>Monitors of every kind with hostile texts, the same ones for a seed.</summary>
internal sealed class RandomMonitors(int seed)
{
    private static readonly string[] Nasty =
    [
        "Shop", "true", "null", "~", "42", "1.5", "0x1f", "- a", "a: b", "a #b", "#", "'", "\"", "*a", "&a", "!a", "%a", "@a", "`", "{a}", "[a]", "|", ">", "?", "a:", "é", "日本語 🦅", "${env:HOME}",
        "$${x}", "$", "yes", "No", "1e3", "…", "•", "2026-01-01", "<<", "=", "a\u00a0b", "\u2028", "\ufeffa", "\\", "a\\nb", "---", "...", "60s",
    ];

    private readonly Random _random = new(seed);

    public JsonObject Next()
    {
        var kind = Pick("http", "tcp", "ping", "dns", "tls", "heartbeat");
        var made = new JsonObject { ["name"] = Name(), ["kind"] = kind, [kind] = Target(kind) };
        if (kind != "heartbeat")
        {
            Maybe(() => made["intervalSeconds"] = _random.Next(60, 86_400));
            Maybe(() => made["timeoutSeconds"] = _random.Next(1, 60));
            Maybe(() => made["confirmAfter"] = _random.Next(1, 4));
            Maybe(() => made["quorum"] = Pick("any", "majority", "all", "50%"));
            Maybe(() => made["regions"] = new JsonArray("us", "eu"));
            Maybe(() => made["degradedAfterMilliseconds"] = _random.Next(1, 60_000));
            Maybe(() => made["assertions"] = new JsonArray(Pick("[RESPONSE_TIME] < 2s", "[RESPONSE_TIME]<1500")));
            if (kind == "http") Maybe(() => made["assertions"] = new JsonArray("[STATUS] == any(200, 2xx)", $"[BODY] contains {System.Text.Json.JsonSerializer.Serialize(Pick(Nasty))}"));
        }

        Maybe(() => made["enabled"] = false);
        Maybe(() => made["tags"] = new JsonArray(Pick("a", "true", "42", "env:prod")));
        return made;
    }

    private JsonObject Target(string kind)
    {
        var made = new JsonObject();
        switch (kind)
        {
            case "http":
                made["url"] = "https://example.org/" + Uri.EscapeDataString(Pick(Nasty)) + Pick("", "?a=${env:X}&b=$$", "#part");
                Maybe(() => made["method"] = Pick("POST", "PUT"));
                if (made.ContainsKey("method")) Maybe(() => made["body"] = Pick(Nasty) + "\r\n\t" + Pick(Nasty));
                Maybe(() => made["headers"] = new JsonObject { ["X-One"] = "42", ["Authorization"] = "Bearer s3cret" });
                if (!made.ContainsKey("headers")) Maybe(() => made["auth"] = new JsonObject { ["type"] = "basic", ["user"] = "true", ["password"] = Pick(Nasty) });
                Maybe(() => made["host"] = "other.example.org");
                Maybe(() => made["maxRedirects"] = _random.Next(0, 10));
                Maybe(() => made["httpVersion"] = "2");
                Maybe(() => made["ipVersion"] = "ipv6");
                Maybe(() => made["ignoreCertificateErrors"] = true);
                break;
            case "tcp":
                (made["host"], made["port"]) = (Pick("db.example.org", "2001:db8::1", "192.0.2.1"), _random.Next(1, 65_535));
                Maybe(() => made["send"] = "PING\r\n");
                Maybe(() => made["expect"] = Pick(Nasty));
                Maybe(() => made["tls"] = true);
                break;
            case "ping":
                made["host"] = Pick("gw.example.org", "2001:db8::1");
                break;
            case "dns":
                made["name"] = "example.org";
                Maybe(() => made["recordType"] = Pick("MX", "TXT"));
                Maybe(() => made["resolver"] = Pick("1.1.1.1", "1.1.1.1:5353"));
                Maybe(() => made["expect"] = new JsonArray(Pick(Nasty), "42"));
                Maybe(() => made["expectRcode"] = "NOERROR");
                break;
            case "tls":
                made["host"] = Pick("example.org", "2001:db8::1");
                Maybe(() => made["port"] = 8443);
                Maybe(() => made["minDaysLeft"] = _random.Next(0, 300));
                Maybe(() => made["minVersion"] = Pick("1.2", "1.3"));
                break;
            default:
                made["periodSeconds"] = _random.Next(30, 500_000);
                Maybe(() => made["graceSeconds"] = _random.Next(10, 86_400));
                break;
        }

        return made;
    }

    private string Name() => Pick(Nasty) is var name && name.Trim().Length > 0 && !name.Any(char.IsControl) ? name.Trim() : "Shop";

    private T Pick<T>(params T[] all) => all[_random.Next(all.Length)];

    private void Maybe(Action act)
    {
        if (_random.Next(3) == 0) act();
    }
}
