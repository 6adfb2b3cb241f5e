using System.Net;
using System.Net.Http.Json;
using Microsoft.Azure.Cosmos;

namespace StatusHawk.Emulation.Tests.Cosmos;

public sealed class FaultTests : IAsyncLifetime
{
    private static readonly PartitionKey A = new("a");
    private readonly CosmosEmulatorProcess _emulator = new();
    private CosmosClient _client = null!;
    private Container _container = null!;

    public async ValueTask InitializeAsync()
    {
        await _emulator.StartAsync();
        _client = _emulator.NewClient();
        _container = await ((Database)await _client.CreateDatabaseAsync("statushawk")).NewContainerAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Throttled_requests_succeed_in_the_end_when_the_sdk_retries()
    {
        await _emulator.SetFaultsAsync(new { operation = "create", status = 429, retryAfterMs = 5, count = 3 });
        (await CreateAsync("1")).StatusCode.ShouldBe(HttpStatusCode.Created);
        var create = await OperationAsync("create");
        (create.GetProperty("count").GetInt32(), create.GetProperty("failed").GetInt32()).ShouldBe((4, 3));
    }

    [Fact]
    public async Task A_client_that_does_not_retry_sees_the_throttling_and_the_time_to_wait()
    {
        await _emulator.SetFaultsAsync(new { status = 429, retryAfterMs = 40 });
        using var impatient = _emulator.NewClient(throttlingRetries: 0);
        var container = impatient.GetContainer(_container.Database.Id, _container.Id);
        var refusal = await Should.ThrowAsync<CosmosException>(() => container.CreateItemAsync(new Note("1", "a"), A));
        refusal.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refusal.SubStatusCode.ShouldBe(3200);
        refusal.RetryAfter.ShouldBe(TimeSpan.FromMilliseconds(40));
    }

    [Fact]
    public async Task An_unavailable_service_is_seen_until_the_faults_are_cleared()
    {
        await _emulator.SetFaultsAsync(new { container = _container.Id, status = 503 });
        (await StatusAsync(() => CreateAsync("1"))).ShouldBe(HttpStatusCode.ServiceUnavailable);
        await _emulator.ClearFaultsAsync();
        (await CreateAsync("1")).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_fault_strikes_only_its_container_and_operation()
    {
        await _emulator.SetFaultsAsync(
            new { container = "another", status = 503 }, new { container = _container.Id, operation = "delete", status = 503 });
        await CreateAsync("1");
        await _container.ReadItemAsync<Note>("1", A);
        (await StatusAsync(() => _container.DeleteItemAsync<Note>("1", A))).ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Theory]
    [InlineData("before", HttpStatusCode.NotFound)]
    [InlineData("after", HttpStatusCode.OK)]
    public async Task A_dropped_connection_leaves_the_write_done_or_not(string drop, HttpStatusCode expected)
    {
        await _emulator.SetFaultsAsync(new { operation = "create", drop });
        await Should.ThrowAsync<Exception>(() => CreateAsync("1"));
        await _emulator.ClearFaultsAsync();
        using var read = await _container.ReadItemStreamAsync("1", A);
        read.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task A_delay_only_delays()
    {
        await _emulator.SetFaultsAsync(new { operation = "create", delayMs = 300 });
        var start = TimeProvider.System.GetTimestamp();
        (await CreateAsync("1")).StatusCode.ShouldBe(HttpStatusCode.Created);
        TimeProvider.System.GetElapsedTime(start).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(290));
    }

    [Theory]
    [InlineData("statuss", 429)]
    [InlineData("status", 500)]
    public async Task A_rule_that_means_nothing_is_refused(string field, int value)
    {
        var rules = new[] { new Dictionary<string, int> { [field] = value } };
        using var answer = await _emulator.Http.PutAsJsonAsync(new Uri(_emulator.Endpoint, "/_emulator/faults"), rules);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private Task<ItemResponse<Note>> CreateAsync(string id) => _container.CreateItemAsync(new Note(id, "a"), A);

    private async Task<System.Text.Json.JsonElement> OperationAsync(string kind) =>
        (await _emulator.StatsOfAsync(_container)).GetProperty("operations").GetProperty(kind);

    private static async Task<HttpStatusCode> StatusAsync<T>(Func<Task<T>> call) =>
        (await call.ShouldThrowAsync<CosmosException>()).StatusCode;
}
