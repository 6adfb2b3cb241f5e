using StatusHawk.Api.Http;
using StatusHawk.Core;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.Monitors;

namespace StatusHawk.Api.Monitors;

/// <summary>Which monitors a caller asks for.</summary>
/// <param name="Filter">What the store looks for.</param>
/// <param name="Verdict">What must hold of them now; null: anything.</param>
public sealed record MonitorListQuery(MonitorFilter Filter, Verdict? Verdict)
{
    public static MonitorListQuery Read(QueryReader query)
    {
        var tags = query.Texts("tag");
        if (tags.Length > MonitorLimits.MaxTags) query.Refuse("tag", $"Must be given at most {MonitorLimits.MaxTags} times: no monitor has more tags.");
        else if (!tags.All(TagsForm.IsValid)) query.Refuse("tag", $"Must be 1 to {MonitorLimits.MaxTagLength} {TagsForm.Rule}.");
        var key = query.Text("key", int.MaxValue);
        if (key is not null && !StableKey.IsValid(key)) query.Refuse("key", $"Must be {StableKey.Rule}.");
        var filter = new MonitorFilter
        {
            Text = query.Text("q", MonitorFilter.MaxTextLength),
            Tags = [.. tags.Select(TagsForm.Normal).Distinct(StringComparer.Ordinal)],
            Kind = query.OneOf<MonitorKind>("kind"),
            Enabled = query.Boolean("enabled"),
            Key = key,
        };
        return new(filter, query.OneOf<Verdict>("verdict"));
    }
}
