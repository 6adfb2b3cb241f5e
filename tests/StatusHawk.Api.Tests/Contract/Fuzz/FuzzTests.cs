using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;
using Microsoft.Extensions.Logging;

namespace StatusHawk.Api.Tests.Contract.Fuzz;

/// <summary>
/// Sends every operation what the contract forbids, and much of what lies at its edges. Whatever comes: it is answered soon, never by a fault of the app's, and
/// what is refused has changed nothing. What is taken in and what is answered, the clients of ApiHost hold against the contract.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output, SpareWorld spare) : IClassFixture<SpareWorld>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private const int MostBodies = 250;

    public static TheoryData<string> WithBody => [.. ApiContract.Current.Operations.Where(one => one.Body is not null).Select(one => one.Id)];

    public static TheoryData<string> WithParameters => [.. ApiContract.Current.Operations.Where(one => one.Parameters.Count > 0).Select(one => one.Id)];

    [Theory]
    [MemberData(nameof(WithBody))]
    public async Task No_body_breaks_it(string id)
    {
        var operation = ApiContract.Current.Operation(id);
        var (schema, _, example) = operation.Body!.Value;
        var good = JsonNode.Parse(id == FunctionNames.TryMonitor ? Unreachable : example.GetRawText())!;
        await using var fuzz = new Fuzzed(operation, spare);

        var chance = new Chance(id);
        var bodies = new BodyCases(ApiContract.Current, chance);
        var cases = bodies.Of(schema, good).Concat(Kinds.Where(one => one.Operation == id).SelectMany(one => bodies.Of(schema, JsonNode.Parse(one.Body)!, one.Field))).ToList();
        foreach (var body in chance.Some(cases, MostBodies)) await fuzz.SendAsync(body.Name, world => With(new HttpRequestMessage(new(operation.Method), world.PathOf(operation)), world, world.TokenFor(operation), body));

        // Two or three wrong things at once.
        FuzzBody[] plain = [.. cases.Where(one => one.ContentType == "application/json" && one.Encoding is null && one.Bytes.Length < 1_000)];
        for (var i = 0; i < 40; i++)
        {
            var mixed = Mix(chance, plain);
            if (mixed is not null) await fuzz.SendAsync($"mixture {i} of the seed {Chance.Seed}", world => With(new HttpRequestMessage(new(operation.Method), world.PathOf(operation)), world, world.TokenFor(operation), mixed));
        }

        output.WriteLine($"{id}: {fuzz.Sent} requests, {fuzz.Taken} taken in, the slowest in {fuzz.Slowest.TotalMilliseconds:0} ms, seed {Chance.Seed}");
        fuzz.Faults.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(WithParameters))]
    public async Task No_path_query_or_header_breaks_it(string id)
    {
        var operation = ApiContract.Current.Operation(id);
        await using var fuzz = new Fuzzed(operation, spare);
        var chance = new Chance(id);
        string[] all = [.. HostileValues.Texts, .. Addresses, new string('a', 300), new string('%', 300), new string('é', 2_000)];

        foreach (var parameter in operation.Parameters)
        {
            var (name, where) = (parameter.GetProperty("name").GetString()!, parameter.GetProperty("in").GetString());

            // A workspace's id is the same everywhere; what a query may be is not.
            foreach (var text in chance.Some(all, name == "workspaceId" ? 3 : where == "query" ? 30 : 12))
            {
                // What the router itself would take for another address is another test's.
                if (where == "path" && (text.Trim('/', '.', '\\').Length == 0 || text.Contains('/', StringComparison.Ordinal))) continue;
                if (where == "header" && Printable(text).Trim().Length == 0) continue;
                await fuzz.SendAsync($"{name} = {text[..Math.Min(40, text.Length)]}", world => Request(operation, world, name, where!, text));
            }
        }

        output.WriteLine($"{id}: {fuzz.Sent} requests, {fuzz.Taken} taken in, the slowest in {fuzz.Slowest.TotalMilliseconds:0} ms, seed {Chance.Seed}");
        fuzz.Faults.ShouldBeEmpty();
    }

    // Of a monitor that is to be tried nothing may ever be fit to be tried: the test reaches out to nobody.
    private const string Unreachable = """{"name":"It","http":{"url":"http://127.0.0.1:1/"}}""";

    // Good bodies of the kinds that the contract's example is not of.
    private static readonly (string Operation, string Field, string Body)[] Kinds =
    [
        (FunctionNames.CreateMonitor, "http", """{"name":"It","http":{"url":"https://shop.example.org/","method":"POST","auth":{"type":"basic","user":"u","password":"p"},"body":"b"}}"""),
        (FunctionNames.CreateMonitor, "tcp", """{"name":"It","kind":"tcp","tcp":{"host":"cache.example.org","port":6380,"tls":true,"send":"PING","expect":"PONG"}}"""),
        (FunctionNames.CreateMonitor, "ping", """{"name":"It","kind":"ping","ping":{"host":"gw.example.org"}}"""),
        (FunctionNames.CreateMonitor, "dns", """{"name":"It","kind":"dns","dns":{"name":"shop.example.org","recordType":"MX","resolver":"1.1.1.1"}}"""),
        (FunctionNames.CreateMonitor, "tls", """{"name":"It","kind":"tls","tls":{"host":"shop.example.org","minDaysLeft":14}}"""),
        (FunctionNames.CreateMonitor, "heartbeat", """{"name":"It","kind":"heartbeat","heartbeat":{"periodSeconds":3600,"graceSeconds":60}}"""),
        (FunctionNames.CreateMonitor, "assertions", """{"name":"It","http":{"url":"https://shop.example.org/"},"assertions":["[STATUS] == 200"]}"""),
        (FunctionNames.CreateChannel, "email", """{"name":"Team","kind":"email","email":{"to":["team@example.org"]}}"""),
    ];

    private static string[] Addresses =>
    [
        "-1", "0", "1", "200", "201", "1.5", "99999999999999999999", "%2e%2e", "a b", "a+b", "2026-03-01", "2026-03-01T12:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-03-01T12:00:00+99:99",
        "hour", "raw", "mon_aaaaaaaaaaaaaaaa", "chn_aaaaaaaaaaaaaaaa", "inc_aaaaaaaaaaaaaaaa", "ws_aaaaaaaaaaaaaaaa", "mon_aaaaaaaaaaaaaaa\u0131",
    ];

    private static HttpRequestMessage Request(ContractOperation operation, ContractWorld world, string name, string where, string text)
    {
        var path = world.PathOf(operation);
        if (where == "path") path = world.PathOf(operation, name, Uri.EscapeDataString(text));
        if (where == "query") path += $"?{name}={HttpUtility.UrlEncode(text)}&{name}=";
        var example = operation.Id == FunctionNames.TryMonitor ? Unreachable : operation.Body?.Example.GetRawText();
        var request = With(new HttpRequestMessage(new(operation.Method), path), world, world.TokenFor(operation), example is null ? null : new("as it should be", Encoding.UTF8.GetBytes(example)));
        if (where == "header") request.Headers.TryAddWithoutValidation(name, Printable(text));
        return request;
    }

    private static HttpRequestMessage With(HttpRequestMessage request, ContractWorld world, string? token, FuzzBody? body)
    {
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (body is null) return request;

        // Byte by byte: a body need not be UTF-8.
        request.Content = new ByteArrayContent(Encoding.Latin1.GetBytes(world.Translate(Encoding.Latin1.GetString(body.Bytes))));
        request.Content.Headers.TryAddWithoutValidation("Content-Type", body.ContentType);
        if (body.Encoding is { } packed) request.Content.Headers.TryAddWithoutValidation("Content-Encoding", packed);
        return request;
    }

    private static string Printable(string text) => new([.. text.Where(c => c is >= ' ' and <= '~')]);

    private static FuzzBody? Mix(Chance random, IReadOnlyList<FuzzBody> bodies)
    {
        JsonObject? mixed = null;
        for (var i = 0; i < 3; i++)
        {
            try
            {
                if (JsonNode.Parse(bodies[random.Next(bodies.Count)].Bytes) is not JsonObject next) continue;
                if (mixed is null) mixed = next;
                else foreach (var (name, value) in next.ToList()) if (random.Next(2) == 0) mixed[name] = value?.DeepClone();
            }
            catch (Exception e) when (e is JsonException or ArgumentException or InvalidOperationException)
            {
                // No tree can be made of it; alone it was sent already.
            }
        }

        try
        {
            return mixed is null ? null : new("mixed", Encoding.UTF8.GetBytes(mixed.ToJsonString()));
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>An app under fire, and what it did wrong.</summary>
    private sealed class Fuzzed(ContractOperation operation, SpareWorld spare) : IAsyncDisposable
    {
        private ContractWorld? _world;

        public List<string> Faults { get; } = [];
        public int Sent { get; private set; }
        public int Taken { get; private set; }
        public TimeSpan Slowest { get; private set; }

        public async Task SendAsync(string name, Func<ContractWorld, HttpRequestMessage> make)
        {
            if (Faults.Count >= 20) return;
            // A monitor that is there is tested, and must not be anybody else's.
            _world ??= operation.Id == FunctionNames.TestMonitor ? await ContractWorld.StartAsync(reachable: true) : await spare.TakeAsync();

            // Whoever guesses so often would soon be told nothing else.
            foreach (var attempts in _world.Api.Stores.Attempts.All) await _world.Api.Stores.Attempts.DeleteAsync(attempts.Id, default);
            _world.Api.Stores.Journal.Clear();
            using var request = make(_world);
            var began = Stopwatch.GetTimestamp();
            try
            {
                Sent++;
                var sending = _world.Api.Anonymous.SendAsync(request).WaitAsync(Soon);
                while (operation.Id is FunctionNames.TestMonitor or FunctionNames.TryMonitor && !sending.IsCompleted) await NobodyAnswersAsync(_world, sending);
                using var answer = await sending;
                await LookAsync(name, request, answer);
            }
            catch (Exception e) when (e is not HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse })
            {
                Faults.Add($"{name}: {request.Method} {Short(request.RequestUri!.OriginalString)} {e.GetType().Name}: {Short(e.Message, 600)}");
                await EndAsync();
            }

            var took = Stopwatch.GetElapsedTime(began);
            if (took > Slowest) Slowest = took;
        }

        public async ValueTask DisposeAsync()
        {
            // One in which nothing was done is as good as new.
            var isUnused = (Taken == 0 || operation.Method == "GET") && Faults.Count == 0 && operation.Id is not (FunctionNames.TestMonitor or FunctionNames.TryMonitor);
            if (_world is not null && isUnused) spare.Leave(_world);
            else await EndAsync();
            _world = null;
        }

        private async Task EndAsync()
        {
            if (_world is not null) await _world.DisposeAsync();
            _world = null;
        }

        private async Task LookAsync(string name, HttpRequestMessage request, HttpResponseMessage answer)
        {
            var about = $"{name}: {request.Method} {Short(request.RequestUri!.OriginalString)} → {(int)answer.StatusCode}";
            if (answer.StatusCode >= HttpStatusCode.InternalServerError) Faults.Add($"{about} {Short(await answer.Content.ReadAsStringAsync(), 300)} {string.Join(" ", _world!.Api.Log.Lines.Where(line => line.Level >= LogLevel.Error).Select(line => Short(line.Text, 400)))}");
            var writes = _world!.Api.Stores.Journal.Writes.Where(write => !EveryOperationTests.Notes.Any(note => write.StartsWith(note, StringComparison.Ordinal))).ToList();
            if ((int)answer.StatusCode is >= 400 and < 500 && writes.Count > 0) Faults.Add($"{about}, and yet: {string.Join(", ", writes)}");
            if (!answer.IsSuccessStatusCode) return;

            // What is gone, and what is full, tells nothing any more.
            Taken++;
            if (operation.Id == FunctionNames.ChangePassword) await _world.Ada.ResetAsync(_world.Api);
            if (Taken % Most() == 0) await EndAsync();
        }

        private int Most() => operation.Id switch
        {
            FunctionNames.RemoveSecondFactor => 80,
            FunctionNames.LeaveWorkspace or FunctionNames.TransferWorkspace => 1,
            _ when operation.Method == "DELETE" => 1,
            FunctionNames.CreateWorkspace => 8,
            FunctionNames.CreateChannel or FunctionNames.SignIn => 15,
            _ => 80,
        };

        // A test in regions waits for them, by a clock that stands.
        private static async Task NobodyAnswersAsync(ContractWorld world, Task sending)
        {
            if (await Task.WhenAny(sending, Task.Delay(5)) != sending) world.Api.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        private static string Short(string text, int most = 120) => text.Length <= most ? text : text[..most] + "…";
    }
}
