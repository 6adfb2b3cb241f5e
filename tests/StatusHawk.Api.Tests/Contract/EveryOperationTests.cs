using System.Text;
using StatusHawk.Core.Accounts;

namespace StatusHawk.Api.Tests.Contract;

/// <summary>Every operation is called so that it gives each answer that the contract declares; what the answers look like, the clients of ApiHost see to.</summary>
public sealed class EveryOperationTests
{
    public static TheoryData<string> Operations => [.. ApiContract.Current.Operations.Select(one => one.Id).Except(NotBuilt.Operations)];

    [Fact]
    public void Every_operation_that_is_built_has_calls() =>
        ExampleCalls.Rows.Keys.Order(StringComparer.Ordinal).ShouldBe(Operations.Select(row => row.Data).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task It_gives_every_answer_that_is_declared(string id)
    {
        var operation = ApiContract.Current.Operation(id);
        await using var world = await ContractWorld.StartAsync(reachable: id is FunctionNames.TestMonitor or FunctionNames.TryMonitor);
        var seen = new HashSet<int>();

        // What may not be done comes first: it leaves everything as it is.
        if (!operation.IsOpen && operation.IsOfWorkspace) await RefusedAsync(world, operation, seen);
        if (operation.Body is not null && !NotBuilt.Has(id, 415)) await WrongBodiesAsync(world, operation, seen);
        foreach (var call in ExampleCalls.Rows[id]) await CallAsync(world, operation, call, seen);
        await OtherMethodsAsync(world, operation);

        operation.Responses.Keys.Where(status => !NotBuilt.Has(id, status)).Except(seen).ShouldBeEmpty("these statuses are declared, and no call gives them");
        NotBuilt.Statuses.Keys.Where(status => NotBuilt.Has(id, status)).Intersect(seen).ShouldBeEmpty("these are built: take them off the list");
    }

    private static async Task CallAsync(ContractWorld world, ContractOperation operation, ExampleCall call, HashSet<int> seen)
    {
        if (call.Before is { } before) await before(world);
        var path = world.PathOf(operation);
        var calling = world.SendAsync(
            operation, (call.Path?.Invoke(world, path) ?? path) + call.Query, call.Body?.Invoke(world), call.Token ?? (operation.IsOfWorkspace ? ApiHost.Key : null), call.Headers);
        while (call.Meanwhile is { } meanwhile && !calling.IsCompleted) await meanwhile(world);
        using var answer = await calling;
        world.Api.Stores.Journal.Recover();
        Note(answer, call.Status, seen);
    }

    private static async Task RefusedAsync(ContractWorld world, ContractOperation operation, HashSet<int> seen)
    {
        var path = world.PathOf(operation);
        Note(await world.SendAsync(operation, path, null, token: null), 401, seen);
        Note(await world.SendAsync(operation, world.PathIn(operation, ApiHost.ForeignWorkspaceId), null, ApiHost.Key), 404, seen);
        var elsewhere = operation.Path.Contains("/channels", StringComparison.Ordinal) ? Area.Pages : Area.Channels;
        Note(await world.SendAsync(operation, path, null, await world.KeyAsync(Role.Owner, elsewhere)), 403, seen);
        world.Api.Stores.Journal.Clear();
        await ExampleCalls.FailAsync(world);
        Note(await world.SendAsync(operation, path, null, ApiHost.Key), 503, seen);
        await ExampleCalls.BreakAsync(world);
        Note(await world.SendAsync(operation, path, null, ApiHost.Key), 500, seen);
        world.Api.Stores.Journal.Recover();
        world.Api.Stores.Journal.Writes.ShouldBeEmpty();
    }

    private static async Task WrongBodiesAsync(ContractWorld world, ContractOperation operation, HashSet<int> seen)
    {
        var (path, token) = (world.PathOf(operation), operation.IsOpen ? null : ApiHost.Key);
        Note(await world.SendAsync(operation, path, "[]", token), 400, seen);
        Note(await world.SendAsync(operation, path, """{"colour":"blue"}""", token), 400, seen);
        Note(await world.SendAsync(operation, path, $"\"{new string('a', 70_000)}\"", token), 413, seen);
        using var plain = new HttpRequestMessage(new HttpMethod(operation.Method), path) { Content = new StringContent("{}", Encoding.UTF8, "text/plain") };
        if (token is not null) plain.Headers.Authorization = new("Bearer", token);
        Note(await world.Api.Anonymous.SendAsync(plain), 415, seen);
        world.Api.Stores.Journal.Writes.ShouldBeEmpty();
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

    private static void Note(HttpResponseMessage answer, int expected, HashSet<int> seen)
    {
        using (answer) ((int)answer.StatusCode).ShouldBe(expected);
        seen.Add(expected);
    }
}
