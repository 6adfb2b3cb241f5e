using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StatusHawk.Core.Checks;

/// <summary>
/// Checks that are sent together. Their JSON is made once and then copied, since a plan sends the same ones to every region at every slot. In JSON it is an
/// array.
/// </summary>
[CollectionBuilder(typeof(CheckList), nameof(Of))]
[JsonConverter(typeof(Converter))]
public sealed class CheckList : IReadOnlyList<CheckSpec>
{
    private readonly CheckSpec[] _checks;
    private byte[]? _json;

    private CheckList(CheckSpec[] checks) => _checks = checks;

    public int Count => _checks.Length;

    /// <summary>How long it is in a message, bytes of UTF-8.</summary>
    public int JsonBytes => Json.Length;

    private byte[] Json => _json ??= JsonSerializer.SerializeToUtf8Bytes(_checks, StatusHawkJson.Options);

    public CheckSpec this[int index] => _checks[index];

    public static CheckList Of(ReadOnlySpan<CheckSpec> checks) => new(checks.ToArray());

    public IEnumerator<CheckSpec> GetEnumerator() => ((IEnumerable<CheckSpec>)_checks).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _checks.GetEnumerator();

    private sealed class Converter : JsonConverter<CheckList>
    {
        public override CheckList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<CheckSpec[]>(ref reader, options)!);

        public override void Write(Utf8JsonWriter writer, CheckList value, JsonSerializerOptions options) => writer.WriteRawValue(value.Json, skipInputValidation: true);
    }
}
