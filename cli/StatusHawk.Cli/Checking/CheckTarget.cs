using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using StatusHawk.Cli.AsCode;
using StatusHawk.Core;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Cli.Checking;

/// <summary>What a person asks to check: <c>https://…</c>, <c>tcp://host:port</c>, <c>ping://host</c>, <c>dns://name</c>, <c>tls://host</c>.</summary>
public static class CheckTarget
{
    /// <summary>The monitor that an address describes, in the API's fields.</summary>
    /// <exception cref="CliException">It is no such address.</exception>
    public static JsonObject Parse(string address)
    {
        var text = address.Contains("://", StringComparison.Ordinal) ? address : $"https://{address}";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Host.Length == 0) throw Wrong(address);
        if (uri.UserInfo.Length > 0) throw new CliException("An address must not hold a user name or password.", "Send them as a header: --header 'Authorization: Basic …'");
        var host = uri.Host.TrimStart('[').TrimEnd(']');
        var (kind, target) = uri.Scheme switch
        {
            "http" or "https" => ("http", new JsonObject { ["url"] = text }),
            "tcp" when uri.Port > 0 => ("tcp", new JsonObject { ["host"] = host, ["port"] = uri.Port }),
            "tcp" => throw new CliException("A tcp address needs a port.", "For example tcp://db.example.org:5432"),
            "ping" => ("ping", new JsonObject { ["host"] = host }),
            "dns" => ("dns", new JsonObject { ["name"] = host }),
            "tls" => ("tls", uri.Port > 0 ? new JsonObject { ["host"] = host, ["port"] = uri.Port } : new JsonObject { ["host"] = host }),
            _ => throw Wrong(address),
        };
        return new() { ["name"] = "check", ["kind"] = kind, [kind] = target };
    }

    /// <summary>The monitor, its secrets sealed, ready to be run here; private addresses are allowed: it is the person's own machine.</summary>
    /// <exception cref="CliException">Something is wrong with it.</exception>
    public static Monitor ToMonitor(JsonObject described, Sealer sealer, TimeProvider time)
    {
        var errors = new FieldErrors();
        var input = MonitorForm.Read(JsonSerializer.SerializeToElement(described), stored: null, new MonitorRules(["here"], AllowPrivateTargets: true), errors);
        return input?.ToMonitor(Ids.New(Ids.Monitor), "ws_here", sealer, time.GetUtcNow())
            ?? throw new CliException("This cannot be checked.", "See statushawk check --help", [.. errors.Items.Select(error => $"{error.Pointer}: {error.Detail}")]);
    }

    /// <summary>Puts a field where it goes, and says where it does not go.</summary>
    public static void Set(JsonObject described, string option, string field, JsonNode? value, params string[] kinds)
    {
        if (value is null) return;
        var kind = MonitorShape.KindOf(described);
        if (!kinds.Contains(kind)) throw new CliException(string.Create(CultureInfo.InvariantCulture, $"{option} does not go with {kind}: it is for {string.Join(" and ", kinds)}."));
        described[kind]![field] = value;
    }

    private static CliException Wrong(string address) =>
        new($"'{address}' is nothing that can be checked.", "Give https://…, http://…, tcp://host:port, ping://host, dns://name or tls://host.");
}
