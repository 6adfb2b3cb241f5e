using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace StatusHawk.Emulation.Functions.Http;

/// <summary>What a request gives to parameters by name: query, then route values, and both headers and query as JSON.</summary>
internal static class HttpBindingData
{
    public static IReadOnlyDictionary<string, object?> Of(HttpContext http)
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in http.Request.Query)
            data[name] = value.ToString();
        foreach (var (name, value) in http.Request.RouteValues)
            data[name] = value?.ToString();
        data["Headers"] = JsonSerializer.Serialize(http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString()));
        data["Query"] = JsonSerializer.Serialize(http.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString()));
        return data;
    }
}
