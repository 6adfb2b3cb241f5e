using System.Text;

namespace StatusHawk.Api.Tests.Accounts;

/// <summary>Requests with a key of one's own.</summary>
internal static class Calls
{
    public static string Keys => $"{ApiHost.Workspace}/keys";

    public static async Task<HttpResponseMessage> CallAsync(this ApiHost api, string key, HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", key);
        return await api.Anonymous.SendAsync(request);
    }

    public static async Task<(string Id, string Key)> CreateKeyAsync(this ApiHost api, string json = """{"name":"Deploy","scope":"admin"}""")
    {
        var response = await api.PostAsync(Keys, json);
        ((int)response.StatusCode).ShouldBe(201, await response.Content.ReadAsStringAsync());
        var created = await ApiHost.JsonAsync(response);
        return (created.GetProperty("id").GetString()!, created.GetProperty("key").GetString()!);
    }
}
