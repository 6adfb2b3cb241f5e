using System.Text.Json.Nodes;

namespace StatusHawk.Cli.AsCode;

/// <summary>Compares what a file wants with what is there. Pure: it asks nobody and changes nothing.</summary>
public sealed class Planning
{
    private readonly List<Change> _changes = [];
    private readonly List<Change> _deletions = [];
    private readonly List<string> _kept = [];
    private readonly List<string> _warnings = [];
    private readonly List<string> _problems = [];
    private readonly PlanOptions _options;

    private Planning(PlanOptions options) => _options = options;

    public static Plan Of(Definition desired, Actual actual, PlanOptions options)
    {
        var planning = new Planning(options);
        planning.Compare(Part.Channel, desired.Channels, actual.Channels, ChannelShape.Complete);
        planning.Compare(Part.Monitor, desired.Monitors, actual.Monitors, monitor => MonitorShape.Complete(monitor, actual.Regions));
        planning.ComparePage(desired.Page, actual.Page);
        return new([.. planning._changes, .. planning._deletions], planning._kept, planning._warnings, planning._problems);
    }

    internal static string? KeyOf(JsonObject thing) => MonitorShape.Text(thing["key"]);

    private void Compare(Part part, IReadOnlyDictionary<string, JsonObject>? desired, IReadOnlyList<JsonObject> actual, Func<JsonObject, JsonObject> complete)
    {
        if (desired is null) return;
        var word = part == Part.Monitor ? "monitor" : "channel";
        var byKey = actual.Where(thing => KeyOf(thing) is not null).ToDictionary(thing => KeyOf(thing)!, StringComparer.Ordinal);
        var nameless = actual.Where(thing => KeyOf(thing) is null).ToLookup(thing => MonitorShape.Text(thing["name"]), StringComparer.Ordinal);
        foreach (var (key, wanted) in desired.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (byKey.TryGetValue(key, out var there)) Compare(part, word, key, complete(wanted), complete(there), MonitorShape.Text(there["id"])!);
            else Create(part, word, key, complete(wanted), nameless[MonitorShape.Text(wanted["name"])].FirstOrDefault());
        }

        foreach (var (key, there) in byKey.OrderBy(entry => entry.Key, StringComparer.Ordinal).Where(entry => !desired.ContainsKey(entry.Key)))
        {
            if (!_options.Delete) _kept.Add($"{word} {key}");
            else _deletions.Add(new(ChangeKind.Delete, part, key, MonitorShape.Text(there["name"]) ?? key) { Id = MonitorShape.Text(there["id"]), Seen = complete(there) });
        }
    }

    private void Create(Part part, string word, string key, JsonObject wanted, JsonObject? twin)
    {
        if (twin is not null)
            _warnings.Add($"{word} {key} would be a new one beside {MonitorShape.Text(twin["id"])}, which has the same name and no key; 'statushawk export --adopt' gives it one.");
        var body = new JsonObject { ["key"] = key };
        foreach (var (name, value) in wanted)
            if (value is not null) body[name] = value.DeepClone();
        foreach (var (path, parent, name) in Secrets.Of(body).Where(secret => Mask.Is(secret.Parent[secret.Name])))
        {
            if (path == "webhook.url")
            {
                _problems.Add($"{word} {key}: webhook.url is {Mask.Text}, and there is no such channel yet whose URL could be kept: give it, for example as ${{env:HOOK_URL}}.");
                return;
            }

            parent.Remove(name);
            if (path != "webhook.secret") _warnings.Add($"{word} {key} is created without {path}: {Mask.Text} keeps what is there, and nothing is there yet.");
        }

        // A request with no password or token has no credentials to send.
        if (body["http"] is JsonObject { } http && http["auth"] is JsonObject auth && !auth.ContainsKey("password") && !auth.ContainsKey("token")) http.Remove("auth");
        if (body["http"] is JsonObject asked && asked["headers"] is JsonObject { Count: 0 }) asked.Remove("headers");
        var fields = Leaves(wanted).Where(leaf => leaf.Path != "name" && leaf.Value is not null).Select(leaf => new FieldChange(leaf.Path, null, Shown(leaf.Path, leaf.Value)));
        _changes.Add(new(ChangeKind.Create, part, key, MonitorShape.Text(wanted["name"]) ?? key) { Body = body, Fields = [.. fields] });
    }

    private void Compare(Part part, string word, string key, JsonObject wanted, JsonObject there, string id)
    {
        if (!JsonNode.DeepEquals(wanted["kind"], there["kind"]))
        {
            _problems.Add($"{word} {key} is of the kind {MonitorShape.Text(there["kind"])}, which cannot be changed to {MonitorShape.Text(wanted["kind"])}: use another key, or delete it first.");
            return;
        }

        // Regions that are neither in the file nor known to be all are left as they are.
        if (wanted.ContainsKey("regions") && wanted["regions"] is null) wanted["regions"] = there["regions"]?.DeepClone();
        if (wanted["webhook"] is JsonObject webhook && !webhook.ContainsKey("secret")) webhook["secret"] = Mask.Text;
        var moved = Moved(wanted, there);
        var (now, then) = (Leaves(there), Leaves(wanted));
        var fields = new List<FieldChange>();
        foreach (var path in then.Concat(now).Select(leaf => leaf.Path).Distinct(StringComparer.Ordinal))
        {
            var (before, after) = (Value(now, path), Value(then, path));
            if (Secrets.IsPath(path) && Mask.Is(after))
            {
                if (moved && before is not null && path is not ("webhook.secret" or "webhook.url"))
                    _problems.Add($"{word} {key}: {path} must be given again, since a secret is for the host that it was given for, and the host changes.");
                continue;
            }

            var unknown = Secrets.IsPath(path) && Mask.Is(before) && after is not null;
            if (unknown ? moved || _options.UpdateSecrets : !JsonNode.DeepEquals(before, after)) fields.Add(new(path, Shown(path, before), Shown(path, after)));
        }

        var name = MonitorShape.Text(wanted["name"]) ?? key;
        if (fields.Count == 0)
        {
            _changes.Add(new(ChangeKind.Unchanged, part, key, name) { Id = id });
            return;
        }

        var body = new JsonObject();
        foreach (var top in fields.Select(field => field.Path.Split('.')[0]).Distinct()) body[top] = wanted[top]?.DeepClone();
        Resolve(body, there, sendGiven: moved || _options.UpdateSecrets);
        _changes.Add(new(ChangeKind.Change, part, key, name) { Id = id, Fields = fields, Body = body, Seen = there });
    }

    // The field of the kind is replaced whole, so what is kept in it must be said.
    private static void Resolve(JsonObject body, JsonObject there, bool sendGiven)
    {
        var now = Leaves(there);
        foreach (var (path, parent, name) in Secrets.Of(body))
        {
            var before = Value(now, path.ToLowerInvariant() is var lower && lower.StartsWith("http.headers.", StringComparison.Ordinal) ? lower : path);
            if (!Mask.Is(parent[name]))
            {
                if (Mask.Is(before) && !sendGiven) parent[name] = Mask.Text;
            }
            else if (before is null) parent.Remove(name);
            else parent[name] = before.DeepClone();
        }

        if (body["http"] is not JsonObject http) return;
        if (http["auth"] is JsonObject auth && !auth.ContainsKey("password") && !auth.ContainsKey("token")) http.Remove("auth");
        if (http["headers"] is JsonObject { Count: 0 }) http.Remove("headers");
    }

    private static bool Moved(JsonObject wanted, JsonObject there)
    {
        if (wanted["tcp"] is JsonObject tcp && there["tcp"] is JsonObject before)
            return !JsonNode.DeepEquals(tcp["host"], before["host"]) || !JsonNode.DeepEquals(tcp["port"], before["port"]) || (before["tls"]?.GetValue<bool>() == true && tcp["tls"]?.GetValue<bool>() != true);
        return wanted["http"] is JsonObject http && there["http"] is JsonObject asked
            && !(Uri.TryCreate(MonitorShape.Text(http["url"]), UriKind.Absolute, out var one) && Uri.TryCreate(MonitorShape.Text(asked["url"]), UriKind.Absolute, out var other)
                && Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0);
    }

    private void ComparePage(JsonObject? desired, JsonObject? actual)
    {
        if (desired is null) return;
        var fields = desired.Where(field => !JsonNode.DeepEquals(field.Value, actual?[field.Key]))
            .Select(field => new FieldChange(field.Key, MonitorShape.Text(actual?[field.Key]), MonitorShape.Text(field.Value))).ToList();
        var change = new Change(fields.Count == 0 ? ChangeKind.Unchanged : ChangeKind.Change, Part.Page, "page", MonitorShape.Text(actual?["title"]) ?? "page") { Fields = fields };
        _changes.Add(fields.Count == 0 ? change : change with
        {
            Body = new(fields.Select(field => KeyValuePair.Create(field.Path, desired[field.Path]?.DeepClone()))),
            Seen = PageOf(actual),
        });
    }

    internal static JsonObject PageOf(JsonObject? page) => new() { ["title"] = page?["title"]?.DeepClone(), ["slug"] = page?["slug"]?.DeepClone() };

    private static JsonNode? Value(IReadOnlyList<(string Path, JsonNode? Value)> leaves, string path) => leaves.FirstOrDefault(leaf => leaf.Path == path).Value;

    // Case makes no difference to a header's name.
    private static List<(string Path, JsonNode? Value)> Leaves(JsonObject thing)
    {
        var leaves = new List<(string, JsonNode?)>();
        Walk(thing, "");
        return leaves;

        void Walk(JsonObject fields, string path)
        {
            foreach (var (name, value) in fields)
            {
                var at = path.Length == 0 ? name : path == "http.headers" ? $"{path}.{name.ToLowerInvariant()}" : $"{path}.{name}";
                if (value is JsonObject below) Walk(below, at);
                else leaves.Add((at, value));
            }
        }
    }

    private static string? Shown(string path, JsonNode? value) => value is null ? null
        : path == "webhook.url" && Uri.TryCreate(MonitorShape.Text(value), UriKind.Absolute, out var url) ? $"{url.GetLeftPart(UriPartial.Authority)}/{Mask.Text}"
        : Secrets.IsPath(path) ? Mask.Text
        : MonitorShape.Text(value) ?? value.ToJsonString(Relaxed);

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
