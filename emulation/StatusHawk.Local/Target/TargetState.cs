using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using StatusHawk.Local.Data;

namespace StatusHawk.Local.Target;

/// <summary>
/// What is broken at the demo target, kept on disk: a site that was down before a restart of the stack is down after it, and its monitor's state
/// stays true.
/// </summary>
internal sealed class TargetState
{
    public const string Shop = "shop";
    public const string Canary = "canary";

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };
    private readonly string _path;
    private readonly Lock _gate = new();
    private ImmutableDictionary<string, ImmutableList<Breakage>> _broken;

    public TargetState(string path)
    {
        _path = path;
        _broken = File.Exists(path) ? Read(path) : ImmutableDictionary<string, ImmutableList<Breakage>>.Empty;
    }

    public ImmutableList<Breakage> Of(string part) => Volatile.Read(ref _broken).GetValueOrDefault(part) ?? [];

    /// <summary>Adds a way to fail; it takes the place of an older one for the same requests.</summary>
    public void Break(string part, Breakage breakage) => Change(part, broken => broken.RemoveAll(b => b.For == breakage.For).Add(breakage));

    /// <summary>Ends the failures for requests of that text; null ends all.</summary>
    public void Mend(string part, string? only) => Change(part, broken => broken.RemoveAll(b => only is null || b.For == only));

    private void Change(string part, Func<ImmutableList<Breakage>, ImmutableList<Breakage>> change)
    {
        lock (_gate)
        {
            Volatile.Write(ref _broken, _broken.SetItem(part, change(Of(part))));
            PrivateFile.Write(_path, JsonSerializer.Serialize(_broken, Json));
        }
    }

    private static ImmutableDictionary<string, ImmutableList<Breakage>> Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ImmutableDictionary<string, ImmutableList<Breakage>>>(File.ReadAllText(path), Json) ?? ImmutableDictionary<string, ImmutableList<Breakage>>.Empty;
        }
        catch (JsonException)
        {
            // A toy's state is not worth a failed start: whole again.
            return ImmutableDictionary<string, ImmutableList<Breakage>>.Empty;
        }
    }
}
