using System.Text;
using StatusHawk.Api.Http;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Contract;

/// <summary>Every operation is called so that it gives each answer that the contract declares; what the answers look like, the clients of ApiHost see to.</summary>
public sealed class EveryOperationTests
{
    private const int TooMany = 429;

    /// <summary>What is noted down, counted or looked up for a request that is refused; it changes nothing that is anybody's.</summary>
    internal static readonly string[] Notes = ["Audit.", "Attempts.", "Idempotency.", "Keys.Replace", "Users.Find"];

    public static TheoryData<string> Operations => [.. ApiContract.Current.Operations.Select(one => one.Id)];

    [Fact]
    public void Every_operation_has_calls() => ExampleCalls.Rows.Keys.Order(StringComparer.Ordinal).ShouldBe(Operations.Select(row => row.Data).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task It_gives_every_answer_that_is_declared(string id)
    {
        var operation = ApiContract.Current.Operation(id);
        await using var world = await ContractWorld.StartAsync(reachable: id is FunctionNames.TestMonitor or FunctionNames.TryMonitor);
        var seen = new HashSet<int>();

        // What may not be done comes first: it leaves everything as it is.
        if (!operation.IsOpen) await RefusedAsync(world, operation, seen);
        if (operation.Body is not null) await WrongBodiesAsync(world, operation, seen);
        if (operation.Has("limit")) await WrongQueriesAsync(world, operation, seen);
        if (operation.Has("If-Match")) await OtherVersionsAsync(world, operation, seen);
        if (operation.Has(Idempotency.Header)) await AgainAsync(world, operation, seen);
        foreach (var call in ExampleCalls.Rows[id]) await CallAsync(world, operation, call, seen);
        await OtherMethodsAsync(world, operation);

        operation.Responses.Keys.Where(status => status != TooMany).Except(seen).ShouldBeEmpty("these statuses are declared, and no call gives them");
    }

    [Fact]
    public async Task Whoever_asks_too_often_is_told_so_by_every_operation_that_declares_it_and_by_no_other()
    {
        const string Quota = "20";
        await using var world = await ContractWorld.StartAsync(
            reachable: false, ("RateLimits:PerKeyPerMinute", Quota), ("RateLimits:PerAddressPerMinute", Quota), ("RateLimits:AttemptsPerAddressPerMinute", Quota));

        foreach (var operation in ApiContract.Current.Operations)
        {
            var statuses = new List<int>();
            for (var i = 0; i < 21 && !statuses.Contains(TooMany); i++)
            {
                using var answer = await world.SendAsync(operation, world.PathOf(operation), null, world.TokenFor(operation));
                statuses.Add((int)answer.StatusCode);
            }

            statuses.Contains(TooMany).ShouldBe(operation.Responses.ContainsKey(TooMany), operation.Id);
        }
    }

    private static async Task CallAsync(ContractWorld world, ContractOperation operation, ExampleCall call, HashSet<int> seen)
    {
        if (call.Before is { } before) await before(world);
        var path = world.PathOf(operation);
        var token = call.Token is { } anothers ? anothers(world) : world.TokenFor(operation);
        var calling = world.SendAsync(operation, (call.Path?.Invoke(world, path) ?? path) + call.Query, call.Body?.Invoke(world), token, call.Headers);
        while (call.Meanwhile is { } meanwhile && !calling.IsCompleted) await meanwhile(world);
        using var answer = await calling;
        world.Api.Stores.Journal.Recover();
        await NoteAsync(answer, call.Status, seen);
    }

    private static async Task RefusedAsync(ContractWorld world, ContractOperation operation, HashSet<int> seen)
    {
        var (path, token) = (world.PathOf(operation), world.TokenFor(operation));
        var elsewhere = operation.Path.Contains("/channels", StringComparison.Ordinal) ? Area.Pages : Area.Channels;
        var little = await world.KeyAsync(Role.Owner, elsewhere);
        world.Api.Stores.Journal.Clear();
        await NoteAsync(await world.SendAsync(operation, path, null, token: null), 401, seen);
        await NoteAsync(await world.SendAsync(operation, path, null, little), 403, seen);
        if (operation.IsOfWorkspace) await NoteAsync(await world.SendAsync(operation, world.PathIn(operation, ApiHost.ForeignWorkspaceId), null, token), 404, seen);
        Changes(world).ShouldBeEmpty();
        await ExampleCalls.FailAsync(world);
        await NoteAsync(await world.SendAsync(operation, path, null, token), 503, seen);
        await ExampleCalls.BreakAsync(world);
        await NoteAsync(await world.SendAsync(operation, path, null, token), 500, seen);
        world.Api.Stores.Journal.Recover();
        Changes(world).ShouldBeEmpty();
    }

    private static async Task WrongBodiesAsync(ContractWorld world, ContractOperation operation, HashSet<int> seen)
    {
        var (path, token) = (world.PathOf(operation), world.TokenFor(operation));
        world.Api.Stores.Journal.Clear();
        await NoteAsync(await world.SendAsync(operation, path, "[]", token), 400, seen);
        await NoteAsync(await world.SendAsync(operation, path, """{"colour":"blue"}""", token), 400, seen);
        await NoteAsync(await world.SendAsync(operation, path, $"\"{new string('a', 70_000)}\"", token), 413, seen);
        using var plain = new HttpRequestMessage(new HttpMethod(operation.Method), path) { Content = new StringContent("{}", Encoding.UTF8, "text/plain") };
        if (token is not null) plain.Headers.Authorization = new("Bearer", token);
        await NoteAsync(await world.Api.Anonymous.SendAsync(plain), 415, seen);
        Changes(world).ShouldBeEmpty();
    }

    private static async Task WrongQueriesAsync(ContractWorld world, ContractOperation operation, HashSet<int> seen)
    {
        foreach (var query in new[] { "?limit=0", "?limit=201", "?limit=+", "?limit=1&limit=2", "?cursor=no", "?colour=blue" })
            await NoteAsync(await world.SendAsync(operation, world.PathOf(operation) + query, null, world.TokenFor(operation)), 400, seen);
    }

    private static async Task OtherVersionsAsync(ContractWorld world, ContractOperation operation, HashSet<int> seen)
    {
        var (path, token) = (world.PathOf(operation), world.TokenFor(operation));
        world.Api.Stores.Journal.Clear();
        await NoteAsync(await world.SendAsync(operation, path, null, token, ("If-Match", "\"another\"")), 412, seen);
        await NoteAsync(await world.SendAsync(operation, path, null, token, ("If-Match", "no tag")), 400, seen);
        Changes(world).ShouldBeEmpty();
    }

    private static async Task AgainAsync(ContractWorld world, ContractOperation operation, HashSet<int> seen)
    {
        var (path, token, body) = (world.PathOf(operation), world.TokenFor(operation)!, world.Translate(operation.Body!.Value.Example.GetRawText()));
        var caller = ApiKeyToken.Parse(token)?.KeyId ?? world.Ada.Id;
        await world.Api.Service<IdempotencyKeys>().BeginAsync(IdempotencyKeys.IdOf(caller, $"{operation.Method} {path}", "running"), Encoding.UTF8.GetBytes(body), default);
        world.Api.Stores.Journal.Clear();
        await NoteAsync(await world.SendAsync(operation, path, body, token, (Idempotency.Header, "running")), 409, seen);
        await NoteAsync(await world.SendAsync(operation, path, body + " ", token, (Idempotency.Header, "running")), 422, seen);
        await NoteAsync(await world.SendAsync(operation, path, body, token, (Idempotency.Header, "no key")), 400, seen);
        Changes(world).ShouldBeEmpty();

        using var first = await world.SendAsync(operation, path, body, token, (Idempotency.Header, "again"));
        using var second = await world.SendAsync(operation, path, body, token, (Idempotency.Header, "again"));
        ((int)first.StatusCode).ShouldBeInRange(200, 299);
        second.StatusCode.ShouldBe(first.StatusCode);
        second.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
    }

    private static async Task OtherMethodsAsync(ContractWorld world, ContractOperation operation)
    {
        foreach (var method in operation.Methods.Skip(1))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), world.PathOf(operation));
            using var answer = await world.Api.Anonymous.SendAsync(request);
            ((int)answer.StatusCode).ShouldBe(200);
        }
    }

    private static string[] Changes(ContractWorld world) =>
        [.. world.Api.Stores.Journal.Writes.Where(write => !Notes.Any(note => write.StartsWith(note, StringComparison.Ordinal)))];

    private static async Task NoteAsync(HttpResponseMessage answer, int expected, HashSet<int> seen)
    {
        using (answer) ((int)answer.StatusCode).ShouldBe(expected, $"{answer.RequestMessage!.RequestUri} {await answer.Content.ReadAsStringAsync()}");
        seen.Add(expected);
    }
}
