using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using StatusHawk.Api.Tests.Contract;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests;

/// <summary>A person at a client, who asks as people do.</summary>
internal sealed class Someone(ApiHost api, string email) : IDisposable
{
    public const string FirstPassword = "correct horse battery";
    private readonly HttpClient _client = new(new ContractKeeper(new SocketsHttpHandler())) { BaseAddress = api.Anonymous.BaseAddress };

    public string Email { get; set; } = email;
    public string Password { get; set; } = FirstPassword;

    /// <summary>Where the request seems to come from, in an app that trusts a proxy.</summary>
    public string? From { get; set; }
    public string? Access { get; set; }
    public string? Refresh { get; set; }

    /// <summary>The account's id, from when it is known.</summary>
    public string Id { get; private set; } = "";

    /// <summary>With an account of that address, signed in.</summary>
    public static async Task<Someone> SignedInAsync(ApiHost api, string email = "ada@example.com", string name = "Ada")
    {
        var person = new Someone(api, email);
        await person.RegisterAsync(name);
        (await person.SignInAsync()).Status.ShouldBe(201);
        return person;
    }

    public async Task RegisterAsync(string name = "Ada")
    {
        (await SendAsync("POST", "accounts", new { email = Email, password = Password, name })).Status.ShouldBe(202);
        var verified = await SendAsync("POST", "accounts/verify", new { token = Token() });
        verified.Status.ShouldBe(200, verified.Text);
        Id = verified.Json.GetProperty("id").GetString()!;
    }

    public async Task<Answer> SignInAsync(string? code = null)
    {
        var answer = await SendAsync("POST", "sessions", code is null ? new { email = Email, password = Password } : new { email = Email, password = Password, code });
        if (answer.Status == 201) Take(answer);
        return answer;
    }

    public async Task<Answer> RefreshAsync(string? token = null)
    {
        var answer = await SendAsync("POST", "sessions/refresh", new { refreshToken = token ?? Refresh });
        if (answer.Status == 200) Take(answer);
        return answer;
    }

    /// <summary>What the last mail to this address asks to be sent back.</summary>
    public string Token()
    {
        var mail = Mails().Last();
        return api.Service<Sealer>().Open(mail.SealedToken!, mail.Id);
    }

    public IReadOnlyList<AccountMail> Mails() => [.. api.Stores.Queues.Of<AccountMail>(Queues.Mails).Where(mail => mail.To == Email)];

    public Task<Answer> GetAsync(string path) => SendAsync("GET", path, null);

    /// <param name="method">The verb.</param>
    /// <param name="path">Under <c>/api/v1/</c>.</param>
    /// <param name="body">As JSON; null: none.</param>
    public async Task<Answer> SendAsync(string method, string path, object? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1/" + path);
        if (body is not null) request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        if (Access is not null) request.Headers.Authorization = new("Bearer", Access);
        if (From is not null) request.Headers.Add("X-Forwarded-For", From);
        request.Headers.Add("User-Agent", "Tests/1.0 (of people)");
        using var response = await _client.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.RetryAfter?.Delta);
    }

    public void Dispose() => _client.Dispose();

    private void Take(Answer answer)
    {
        (Access, Refresh) = (answer.Json.GetProperty("accessToken").GetString(), answer.Json.GetProperty("refreshToken").GetString());
        Id = answer.Json.GetProperty("account").GetProperty("id").GetString()!;
    }
}

/// <summary>What came back.</summary>
internal sealed record Answer(int Status, string Text, TimeSpan? RetryAfter)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;
    public string? Pointer => Json.GetProperty("errors")[0].GetProperty("pointer").GetString();
}
