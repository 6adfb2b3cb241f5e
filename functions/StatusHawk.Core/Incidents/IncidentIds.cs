using System.Globalization;

namespace StatusHawk.Core.Incidents;

public static class IncidentIds
{
    /// <summary>The incident of a monitor's episode: the same id at every try, from every region and process.</summary>
    public static string Of(string monitorId, int episode) => Ids.Of(Ids.Incident, string.Create(CultureInfo.InvariantCulture, $"{monitorId}|{episode}"));
}
