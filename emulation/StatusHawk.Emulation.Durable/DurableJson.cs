using System.Text.Json;

namespace StatusHawk.Emulation.Durable;

/// <summary>Inputs, outputs, events and statuses as JSON. Null is no text at all.</summary>
internal static class DurableJson
{
    private static readonly JsonSerializerOptions Options = new() { IncludeFields = true };

    public static string? Write(object? value) => value is null ? null : JsonSerializer.Serialize(value, value.GetType(), Options);

    public static T? Read<T>(string? json) => string.IsNullOrEmpty(json) ? default : JsonSerializer.Deserialize<T>(json, Options);

    public static object? Read(string? json, Type type) =>
        string.IsNullOrEmpty(json) ? null : JsonSerializer.Deserialize(json, type, Options);
}
