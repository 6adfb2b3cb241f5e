using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace StatusHawk.Core.Accounts;

/// <summary>The plans of this installation. One is built in; a section of its name changes it, a section of another name is another plan.</summary>
public sealed partial class PlanOptions : IValidatableObject
{
    public const string SectionName = "Plans";
    public const string Standard = "standard";

    /// <summary>The plan of a workspace that has no other, or one that is not among the settings any more.</summary>
    /// <value>The default is <c>standard</c>.</value>
    public string Default { get; set; } = Standard;

    /// <summary>By name, whatever the case: settings know no other way.</summary>
    public IDictionary<string, Plan> Named { get; } =
        new Dictionary<string, Plan>(StringComparer.OrdinalIgnoreCase) { [Standard] = new() { Name = Standard } };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Named.ContainsKey(Default)) yield return new($"{SectionName}:{nameof(Default)} names '{Default}', which is no plan.", [nameof(Default)]);
        foreach (var plan in Named.Values)
        {
            if (!PlanName().IsMatch(plan.Name)) yield return new($"{SectionName} holds '{plan.Name}', which is no plan's name ([A-Za-z][A-Za-z0-9-]{{0,49}}).", [plan.Name]);
            foreach (var fault in plan.Faults()) yield return new(fault, [plan.Name]);
        }
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9-]{0,49}\z")]
    private static partial Regex PlanName();
}
