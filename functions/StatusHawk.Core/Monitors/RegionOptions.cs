using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace StatusHawk.Core.Monitors;

/// <summary>The regions that this installation checks from. Each has a Probe app and the queues <c>checks-{region}</c> and <c>opinions-{region}</c>.</summary>
public sealed partial class RegionOptions : IValidatableObject
{
    public const string SectionName = "Regions";

    /// <summary>Names: a letter, then up to 19 of a to z, 0 to 9 and hyphens.</summary>
    /// <value>No default: at least one is needed.</value>
    public IList<string> Names { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Names.Count == 0) yield return new($"{SectionName}:{nameof(Names)} must name at least one region.", [nameof(Names)]);
        foreach (var name in Names)
            if (!RegionName().IsMatch(name)) yield return new($"{SectionName}:{nameof(Names)} holds '{name}', which is no region's name ([a-z][a-z0-9-]{{0,19}}).", [nameof(Names)]);
        if (Names.Distinct(StringComparer.Ordinal).Count() != Names.Count) yield return new($"{SectionName}:{nameof(Names)} names a region twice.", [nameof(Names)]);
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,19}\z")]
    private static partial Regex RegionName();
}
