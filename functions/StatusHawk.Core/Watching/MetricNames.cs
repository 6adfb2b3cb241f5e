namespace StatusHawk.Core.Watching;

/// <summary>How an instrument's name and unit become a metric's, as OpenTelemetry maps them to Prometheus.</summary>
public static class MetricNames
{
    /// <summary>The word for a unit; null for none, and for what is only counted (<c>{request}</c>).</summary>
    public static string? UnitWord(string? unit) => unit switch
    {
        null or "" or "1" => null,
        ['{', ..] => null,
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        _ => Valid(unit),
    };

    /// <summary>The family's name: valid, with its unit at the end, without <c>_total</c>.</summary>
    public static string Family(string instrument, string? unit)
    {
        var name = Valid(instrument);
        if (name.EndsWith("_total", StringComparison.Ordinal)) name = name[..^"_total".Length];
        return UnitWord(unit) is { } word && !name.EndsWith("_" + word, StringComparison.Ordinal) ? $"{name}_{word}" : name;
    }

    /// <summary>Letters, digits and underscores, no digit in front; whatever else there is becomes an underscore.</summary>
    public static string Valid(string name)
    {
        var valid = string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        return valid.Length == 0 || char.IsAsciiDigit(valid[0]) ? "_" + valid : valid;
    }
}
