using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace StatusHawk.Api.Http.Contract;

/// <summary>Makes JSON of YAML, whose plain words are read as YAML 1.2's core schema has it: <c>200</c> is a number, <c>"200"</c> and <c>3.1.0</c> are texts.</summary>
public static class YamlJson
{
    /// <exception cref="YamlException">The text is no YAML.</exception>
    /// <exception cref="NotSupportedException">It uses what JSON does not have: anchors, tags, or keys that are no words.</exception>
    public static JsonNode? Read(string text)
    {
        var parser = new Parser(new StringReader(text));
        parser.Consume<StreamStart>();
        parser.Consume<DocumentStart>();
        return Node(parser);
    }

    private static JsonNode? Node(Parser parser)
    {
        if (parser.Accept<NodeEvent>(out var node) && (!node.Anchor.IsEmpty || !node.Tag.IsEmpty)) throw new NotSupportedException($"An anchor or a tag in line {node.Start.Line}.");
        if (parser.TryConsume<Scalar>(out var scalar)) return scalar.Style == ScalarStyle.Plain ? Plain(scalar.Value) : JsonValue.Create(scalar.Value);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var list = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _)) list.Add(Node(parser));
            return list;
        }

        if (!parser.TryConsume<MappingStart>(out _)) throw new NotSupportedException($"Line {parser.Current?.Start.Line} is no value.");
        var map = new JsonObject();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            if (map.ContainsKey(key.Value)) throw new NotSupportedException($"'{key.Value}' stands twice, again in line {key.Start.Line}.");
            map.Add(key.Value, Node(parser));
        }

        return map;
    }

    private static JsonNode? Plain(string word)
    {
        if (word is "" or "~" or "null" or "Null" or "NULL") return null;
        if (word is "true" or "True" or "TRUE") return JsonValue.Create(true);
        if (word is "false" or "False" or "FALSE") return JsonValue.Create(false);
        if (long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return JsonValue.Create(whole);
        const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return char.IsAsciiDigit(word[^1]) && double.TryParse(word, Decimal, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : JsonValue.Create(word);
    }
}
