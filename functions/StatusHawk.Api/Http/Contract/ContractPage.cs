using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace StatusHawk.Api.Http.Contract;

/// <summary>The contract for people: a page without script, every operation under its slice, every schema once.</summary>
public static partial class ContractPage
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Methods = ["get", "post", "patch", "put", "delete"];

    /// <summary>What the page may do in a browser: show its own style, and nothing else.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(ContractStyle.Css)))}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static string Render(JsonObject contract)
    {
        var html = new StringBuilder();
        var title = $"{Text(contract["info"]!["title"])} API";
        html.Append(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{title}</title>
            <link rel="icon" href="data:,">
            <link rel="service-desc" type="application/json" href="/api/openapi.json">
            <style>{ContractStyle.Css}</style>
            </head>
            <body>
            <header><h1>{title}</h1>{Prose(contract["info"]!["description"])}<p>For tools: <a href="/api/openapi.json">openapi.json</a></p></header>
            <main>

            """);
        var operations = Operations(contract).ToList();
        var tags = contract["tags"]!.AsArray().Select(tag => tag!.AsObject()).ToList();
        html.Append("<nav aria-label=\"Operations\">\n");
        foreach (var tag in tags)
        {
            html.Append($"<h4>{Text(tag["name"])}</h4>\n<ul>\n");
            foreach (var one in Of(tag, operations)) html.Append($"<li><a href=\"#{Text(one.Fields["operationId"])}\">{Text(one.Fields["summary"])}</a></li>\n");
            html.Append("</ul>\n");
        }

        html.Append("<p><a href=\"#schemas\">Schemas</a></p>\n</nav>\n");
        foreach (var tag in tags)
        {
            html.Append($"<h2>{Text(tag["name"])}</h2>\n{Prose(tag["description"])}");
            foreach (var one in Of(tag, operations)) Operation(html, contract, one);
        }

        html.Append("<h2 id=\"schemas\">Schemas</h2>\n");
        foreach (var (name, schema) in contract["components"]!["schemas"]!.AsObject()) Schema(html, name, schema!.AsObject());
        html.Append("</main>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static IEnumerable<ContractOperation> Operations(JsonObject contract) =>
        from path in contract["paths"]!.AsObject()
        from method in Methods
        where path.Value![method] is not null
        select new ContractOperation(path.Key, method, path.Value![method]!.AsObject());

    private static IEnumerable<ContractOperation> Of(JsonObject tag, List<ContractOperation> operations) =>
        operations.Where(one => one.Fields["tags"]![0]!.GetValue<string>() == tag["name"]!.GetValue<string>());

    private static void Operation(StringBuilder html, JsonObject contract, ContractOperation operation)
    {
        var fields = operation.Fields;
        var also = fields["x-also"] is JsonArray more ? $" <span class=\"soft\">also {Text(string.Join(", ", more.Select(method => method!.GetValue<string>().ToUpperInvariant())))}</span>" : "";
        html.Append($"<section id=\"{Text(fields["operationId"])}\">\n<h3>{Text(fields["summary"])}</h3>\n");
        html.Append($"<p><code><strong class=\"{operation.Method}\">{operation.Method.ToUpperInvariant()}</strong> {Text(operation.Path)}</code>{also}</p>\n");
        if (fields["security"] is JsonArray { Count: 0 }) html.Append("<p class=\"soft\">No token is needed.</p>\n");
        html.Append(Prose(fields["description"]));
        if (fields["parameters"] is JsonArray parameters)
        {
            html.Append("<h4>Parameters</h4>\n<table>\n");
            foreach (var parameter in parameters.Select(one => Follow(contract, one!)))
            {
                var required = parameter["required"]?.GetValue<bool>() == true ? "" : ", optional";
                html.Append($"<tr><th scope=\"row\"><code>{Text(parameter["name"])}</code></th><td>{Type(parameter["schema"]!)} <span class=\"soft\">in the {Text(parameter["in"])}{required}</span> {Inline(parameter["description"])}</td></tr>\n");
            }

            html.Append("</table>\n");
        }

        if (fields["requestBody"] is JsonObject body)
        {
            html.Append($"<h4>Body{(body["required"]!.GetValue<bool>() ? "" : ", optional")}</h4>\n");
            Content(html, contract, body);
        }

        html.Append("<h4>Answers</h4>\n<table>\n");
        foreach (var (status, response) in fields["responses"]!.AsObject())
        {
            var answer = Follow(contract, response!);
            html.Append($"<tr><th scope=\"row\"><code>{Text(status)}</code></th><td>{Inline(answer["description"])}");
            if (status[0] is '1' or '2' or '3') Content(html, contract, answer);
            html.Append("</td></tr>\n");
        }

        html.Append("</table>\n</section>\n");
    }

    private static void Content(StringBuilder html, JsonObject contract, JsonObject holder)
    {
        if (holder["content"] is not JsonObject content) return;
        foreach (var (type, media) in content)
        {
            html.Append($"<p>{Type(media!["schema"]!)} <span class=\"soft\">{Text(type)}</span></p>\n");
            var example = media["example"] ?? (media["examples"] is JsonObject { Count: > 0 } examples ? Follow(contract, examples.First().Value!)["value"] : null);
            if (example is not null) html.Append($"<details><summary>Example</summary><pre>{Text(example is JsonValue value && value.TryGetValue<string>(out var text) ? text : example.ToJsonString(Indented))}</pre></details>\n");
        }
    }

    private static void Schema(StringBuilder html, string name, JsonObject schema)
    {
        html.Append($"<section id=\"schema-{Text(name)}\">\n<h3>{Text(name)}</h3>\n{Prose(schema["description"])}<p class=\"soft\">{Type(schema)} {Bounds(schema)}</p>\n");
        Fields(html, schema);
        html.Append("</section>\n");
    }

    private static void Fields(StringBuilder html, JsonObject schema)
    {
        if (schema["properties"] is not JsonObject properties) return;
        var required = schema["required"] is JsonArray names ? names.Select(name => name!.GetValue<string>()).ToHashSet(StringComparer.Ordinal) : [];
        html.Append("<table>\n");
        foreach (var (name, property) in properties)
        {
            var marks = string.Concat(required.Contains(name) ? ", required" : "", property!["readOnly"] is null ? "" : ", read only", property["writeOnly"] is null ? "" : ", write only");
            html.Append($"<tr><th scope=\"row\"><code>{Text(name)}</code><span class=\"soft\">{marks}</span></th><td>{Type(property)} <span class=\"soft\">{Bounds(property)}</span> {Inline(property["description"])}");
            Fields(html, property["items"] as JsonObject ?? property.AsObject());
            html.Append("</td></tr>\n");
        }

        html.Append("</table>\n");
    }

    private static string Type(JsonNode schema)
    {
        if (schema["$ref"] is { } reference)
        {
            var name = Text(reference.GetValue<string>().Split('/')[^1]);
            return $"<a href=\"#schema-{name}\">{name}</a>";
        }

        if (schema["oneOf"] is JsonArray several) return string.Join(" or ", several.Select(one => Type(one!)));
        if (schema["items"] is { } items) return $"list of {Type(items)}";
        if (schema["additionalProperties"] is JsonObject values) return $"map of {Type(values)}";
        return schema["type"] switch
        {
            JsonArray types => string.Join(" or ", types.Select(Text)),
            { } type => Text(type),
            null => "anything",
        };
    }

    private static string Bounds(JsonNode schema)
    {
        var words = new List<string>();
        foreach (var (keyword, name) in new[]
        {
            ("format", "format"), ("const", "always"), ("default", "default"), ("minimum", "least"), ("maximum", "most"), ("minLength", "shortest"), ("maxLength", "longest"),
            ("minItems", "fewest"), ("maxItems", "most"), ("maxProperties", "most"), ("pattern", "pattern"),
        })
            if (schema[keyword] is { } value) words.Add($"{name} <code>{Text(value)}</code>");
        if (schema["enum"] is JsonArray all) words.Add(string.Join(", ", all.Select(one => $"<code>{Text(one)}</code>")));
        return string.Join(", ", words);
    }

    private static JsonObject Follow(JsonObject contract, JsonNode node)
    {
        if (node["$ref"] is not { } reference) return node.AsObject();
        JsonNode at = contract;
        foreach (var name in reference.GetValue<string>()[2..].Split('/')) at = at[name] ?? throw new InvalidOperationException($"{reference} is nowhere.");
        return at.AsObject();
    }

    // Paragraphs, and what Inline knows.
    private static string Prose(JsonNode? text) =>
        text is null ? "" : string.Concat(text.GetValue<string>().Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(paragraph => $"<p>{Inline(paragraph)}</p>\n"));

    // Of Markdown just code and strong words, which is what the contract uses.
    private static string Inline(JsonNode? text) => text is null ? "" : Strong().Replace(Code().Replace(Text(text), "<code>$1</code>"), "<strong>$1</strong>");

    private static string Text(JsonNode? node) => node is null ? "null" : WebUtility.HtmlEncode(node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node.ToJsonString());

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex Strong();

    private sealed record ContractOperation(string Path, string Method, JsonObject Fields);
}
