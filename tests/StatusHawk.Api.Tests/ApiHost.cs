using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StatusHawk.Api.Tests.Contract;
using StatusHawk.Core;
using StatusHawk.Core.Accounts;
using StatusHawk.Core.Checks.Verdicts;
using StatusHawk.Core.StatusPages;
using StatusHawk.Emulation.Functions.Hosting;
using StatusHawk.Emulation.Functions.Http;
using StatusHawk.Testing;
using StatusHawk.Testing.InMemory;

namespace StatusHawk.Api.Tests;

/// <summary>The whole app, over stores in memory, behind a real socket. What its clients send and get is held against the contract.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    public const string WorkspaceId = "ws_aaaabbbbccccdddd";
    public const string ForeignWorkspaceId = "ws_eeeeffffgggghhhh";
    public const string SealingKey = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    public const string PublicUrl = "https://status.example.com";
    public const string Slug = "shop";

    private readonly IHost _host;

    private ApiHost(IHost host, InMemoryStores stores, ManualClock clock, RecordedLog log, CountingPasswordHasher hasher, Uri address)
    {
        (_host, Stores, Clock, Log, Hasher) = (host, stores, clock, log, hasher);
        Anonymous = new HttpClient(new ContractKeeper(new SocketsHttpHandler())) { BaseAddress = address };
        Client = new HttpClient(new ContractKeeper(new SocketsHttpHandler())) { BaseAddress = address };
        Client.DefaultRequestHeaders.Authorization = new("Bearer", Key);
    }

    public static string Key { get; } = ApiKeyToken.New(WorkspaceId).Text;
    public static string ForeignKey { get; } = ApiKeyToken.New(ForeignWorkspaceId).Text;
    public static string Workspace => $"/api/v1/workspaces/{WorkspaceId}";
    public static string Monitors => $"{Workspace}/monitors";

    public InMemoryStores Stores { get; }
    public ManualClock Clock { get; }
    public RecordedLog Log { get; }
    public CountingPasswordHasher Hasher { get; }
    public HttpClient Anonymous { get; }

    /// <summary>With the workspace's key.</summary>
    public HttpClient Client { get; }

    /// <summary>With a workspace, a foreign one, their keys and pages; the journal is empty.</summary>
    public static async Task<ApiHost> StartAsync(params (string Name, string? Value)[] settings)
    {
        var stores = new InMemoryStores();
        var clock = new ManualClock();
        await PopulateAsync(stores, clock, WorkspaceId, Key, Slug);
        await PopulateAsync(stores, clock, ForeignWorkspaceId, ForeignKey, "foreign");
        stores.Journal.Clear();
        return await StartAsync(stores, clock, settings);
    }

    public static async Task<ApiHost> StartAsync(InMemoryStores stores, ManualClock clock, params (string Name, string? Value)[] settings)
    {
        var log = new RecordedLog();
        var builder = FunctionsApplication.CreateBuilder(new FunctionsApplicationSettings
        {
            Assembly = typeof(ApiApp).Assembly,
            Settings = Settings(settings),
        });
        builder.UseStatusHawkApi();
        var hasher = new CountingPasswordHasher();
        builder.Services.AddSingleton<IPasswordHasher<User>>(hasher);
        stores.AddTo(builder.Services, clock);

        // Pauses that a test is not about would wait for a clock that stands.
        builder.Services.AddSingleton(new Retrying(new HastyClock()));
        builder.Logging.ClearProviders().AddProvider(log);
        var host = builder.Build();
        await host.StartAsync();
        return new(host, stores, clock, log, hasher, host.Services.GetRequiredService<HttpFront>().Address);
    }

    public T Service<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public Task<HttpResponseMessage> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, json);

    public Task<HttpResponseMessage> PatchAsync(string path, string json) => SendAsync(HttpMethod.Patch, path, json);

    public async Task<JsonElement> CreateAsync(string json = """{"name":"Shop","http":{"url":"https://shop.example.org/"}}""")
    {
        var response = await PostAsync(Monitors, json);
        ((int)response.StatusCode).ShouldBe(201, await response.Content.ReadAsStringAsync());
        return await JsonAsync(response);
    }

    public async Task<JsonElement> ReadAsync(string id) => await JsonAsync(await Client.GetAsync($"{Monitors}/{id}"));

    public async Task JudgeAsync(string monitorId, Verdict verdict, DateTimeOffset since, params (string Region, LiveVote Vote)[] votes)
    {
        var before = await Stores.Live.ReadAsync(WorkspaceId, monitorId, CancellationToken.None);
        var state = new LiveState
        {
            MonitorId = monitorId,
            WorkspaceId = WorkspaceId,
            Verdict = verdict,
            Since = since,
            Votes = votes.ToDictionary(v => v.Region, v => v.Vote),
        };
        (await Stores.Live.TryWriteAsync(state, before?.ETag, CancellationToken.None)).ShouldBeTrue();
    }

    public async Task PublishAsync(Func<PageSnapshot, PageSnapshot> change)
    {
        var stored = (await Stores.Pages.ReadAsync(Slug, CancellationToken.None))!;
        (await Stores.Pages.TryWriteAsync(change(stored.Value), stored.ETag, CancellationToken.None)).ShouldBeTrue();
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Anonymous.Dispose();
        await _host.StopAsync();
        _host.Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string json)
    {
        using var request = new HttpRequestMessage(method, path) { Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        return await Client.SendAsync(request);
    }

    private static async Task PopulateAsync(InMemoryStores stores, ManualClock clock, string workspaceId, string key, string slug)
    {
        var now = clock.GetUtcNow();
        var page = new StatusPage { Id = "page_" + workspaceId[3..], WorkspaceId = workspaceId, Slug = slug, Title = $"{slug} status", CreatedAt = now, UpdatedAt = now };
        await stores.Workspaces.TryCreateAsync(new() { Id = workspaceId, Name = slug, CreatedAt = now }, CancellationToken.None);
        await stores.Workspaces.TryCreateKeyAsync(
            new() { Id = ApiKeyToken.Parse(key)!.KeyId, WorkspaceId = workspaceId, Name = "Test", CreatedAt = now, LastUsedAt = now }, CancellationToken.None);
        await stores.StatusPages.TryWriteAsync(page, null, CancellationToken.None);
        await stores.Pages.TryWriteAsync(PageSnapshots.Of(page, [], [], [], null, now), null, CancellationToken.None);
    }

    private static Dictionary<string, string?> Settings((string Name, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
            ["AzureFunctionsJobHost:logging:logLevel:default"] = "Information",
            ["Api:PublicUrl"] = PublicUrl,
            ["Regions:Names:0"] = "us",
            ["Regions:Names:1"] = "eu",
            ["Regions:Names:2"] = "asia",
            ["Sealing:CurrentKeyId"] = "k1",
            ["Sealing:Keys:k1"] = SealingKey,

            // The clock stands: whoever wants to meet a limit sets a low one.
            ["RateLimits:PerKeyPerMinute"] = "1000000",
            ["RateLimits:PerAddressPerMinute"] = "1000000",
            ["RateLimits:AttemptsPerAddressPerMinute"] = "1000000",
        };
        foreach (var (name, value) in settings) all[name] = value;
        return all;
    }
}
