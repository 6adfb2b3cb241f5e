using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Azure.Data.Tables.Wire;

/// <summary>Entities as the service writes them: JSON, with <c>name@odata.type</c> where JSON does not tell the type.</summary>
internal static class EntityJson
{
    private const string TypeSuffix = "@odata.type";

    public static BinaryData Write(ITableEntity entity)
    {
        var json = new JsonObject();
        foreach (var (name, value) in Properties(entity))
        {
            var (node, type) = Write(value);
            json[name] = node;
            if (type is not null) json[name + TypeSuffix] = type;
        }

        return BinaryData.FromString(json.ToJsonString());
    }

    public static T Read<T>(JsonElement json) where T : class, ITableEntity
    {
        var values = new Dictionary<string, object>();
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name.EndsWith(TypeSuffix, StringComparison.Ordinal) || property.Name is "odata.metadata") continue;
            if (property.Value.ValueKind == JsonValueKind.Null) continue;
            var type = json.TryGetProperty(property.Name + TypeSuffix, out var declared) ? declared.GetString() : property.Name == "Timestamp" ? "Edm.DateTime" : null;
            values[property.Name] = Read(property.Value, type);
        }

        if (typeof(T) == typeof(TableEntity)) return (T)(object)new TableEntity(values);
        var entity = Activator.CreateInstance<T>();
        foreach (var property in typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
        {
            if (property.Name == nameof(ITableEntity.ETag)) property.SetValue(entity, values.GetValueOrDefault("odata.etag") is string etag ? new ETag(etag) : default(ETag));
            else if (values.TryGetValue(property.Name, out var value)) property.SetValue(entity, value);
        }

        return entity;
    }

    private static IEnumerable<(string Name, object Value)> Properties(ITableEntity entity)
    {
        var all = entity is TableEntity dynamic
            ? dynamic.Select(pair => (pair.Key, (object?)pair.Value))
            : entity.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanRead).Select(property => (property.Name, property.GetValue(entity)));
        foreach (var (name, value) in all)
            if (value is not null && name is not (nameof(ITableEntity.Timestamp) or nameof(ITableEntity.ETag) or "odata.etag")) yield return (name, value);
    }

    private static (JsonNode Value, string? Type) Write(object value) => value switch
    {
        string text => (text, null),
        bool flag => (flag, null),
        int number => (number, null),
        long number => (number.ToString(CultureInfo.InvariantCulture), "Edm.Int64"),
        double number => (number, "Edm.Double"),
        DateTimeOffset time => (time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), "Edm.DateTime"),
        DateTime time => (time.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture), "Edm.DateTime"),
        Guid id => (id.ToString(), "Edm.Guid"),
        byte[] bytes => (Convert.ToBase64String(bytes), "Edm.Binary"),
        _ => throw new NotSupportedException($"A table's property cannot hold a {value.GetType()}."),
    };

    private static object Read(JsonElement value, string? type) => type switch
    {
        "Edm.Int64" => long.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        "Edm.Double" => value.ValueKind == JsonValueKind.String ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetDouble(),
        "Edm.DateTime" => DateTimeOffset.Parse(value.GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        "Edm.Guid" => Guid.Parse(value.GetString()!),
        "Edm.Binary" => Convert.FromBase64String(value.GetString()!),
        _ => value.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
            JsonValueKind.Number => value.TryGetInt32(out var number) ? (object)number : value.GetDouble(),
            _ => value.GetString()!,
        },
    };
}
