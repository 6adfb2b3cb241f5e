using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using StatusHawk.Local.Stack;

namespace StatusHawk.EndToEnd.Accounts;

/// <summary>A person with a mailbox of their own.</summary>
internal sealed partial class Client(LocalStack stack, string name) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly HashSet<string> _used = [];

    public string Email { get; } = $"{name.ToLowerInvariant()}-{Guid.NewGuid():N}@example.com";
    public string Password { get; } = $"password-s3cret-{Guid.NewGuid():N}";

    /// <summary>Every token that was sent or received.</summary>
    public IReadOnlyCollection<string> Secrets => [Password, .. _used];

    /// <summary>Registers, answers the mail and signs in.</summary>
    public async Task RegisterAsync()
    {
        await SendAsync(HttpMethod.Post, "accounts", new { email = Email, password = Password, name }, HttpStatusCode.Accepted);
        await SendAsync(HttpMethod.Post, "accounts/verify", new { token = await TokenAsync("hv_") });
        await SignInAsync();
    }

    public async Task SignInAsync()
    {
        var signedIn = await SendAsync(HttpMethod.Post, "sessions", new { email = Email, password = Password }, HttpStatusCode.Created);
        Use(signedIn);
    }

    public async Task RefreshAsync()
    {
        var refreshed = await SendAsync(HttpMethod.Post, "sessions/refresh", new { refreshToken = _used.Last(token => token.StartsWith("hr_", StringComparison.Ordinal)) });
        Use(refreshed);
    }

    /// <summary>The code in the newest mail that has one of that kind.</summary>
    public async Task<string> TokenAsync(string prefix)
    {
        string? token = null;
        await Eventually.BecomesTrueAsync(() =>
        {
            var mail = stack.Mail.Messages.LastOrDefault(each => each.To.Contains(Email) && each.PlainText!.Contains(prefix, StringComparison.Ordinal));
            token = mail is null ? null : Code().Matches(mail.PlainText!).Select(match => match.Value).First(code => code.StartsWith(prefix, StringComparison.Ordinal));
            return token is not null;
        }, $"a mail with {prefix}… has come");
        _used.Add(token!);
        return token!;
    }

    public async Task<JsonObject> SendAsync(HttpMethod method, string path, object? body = null, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var request = new HttpRequestMessage(method, $"{stack.ApiUrl}/api/v1/{path}") { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _http.SendAsync(request);
        var answer = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(expected, answer);
        return answer.Length == 0 ? [] : JsonNode.Parse(answer)!.AsObject();
    }

    public void Dispose() => _http.Dispose();

    private void Use(JsonObject signedIn)
    {
        var (access, refresh) = ((string)signedIn["accessToken"]!, (string)signedIn["refreshToken"]!);
        _used.UnionWith([access, refresh]);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", access);
    }

    [GeneratedRegex("h[a-z]_[a-z0-9_]+")]
    private static partial Regex Code();
}
