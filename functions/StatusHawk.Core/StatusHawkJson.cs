using System.Text.Json;
using System.Text.Json.Serialization;

namespace StatusHawk.Core;

/// <summary>How everything that StatusHawk stores or sends is written: camel case, enums as words, nulls left out.</summary>
public static class StatusHawkJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    /// <exception cref="JsonException">The text is not what it should be.</exception>
    public static T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, Options) ?? throw new JsonException($"Instead of a {typeof(T).Name} there is a null.");

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
