using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace StatusHawk.Emulation.Tests.Functions;

public class HttpRouteTests
{
    [Theory]
    [InlineData("GET", "/plain", 200, "plain")]
    [InlineData("POST", "/plain", 404, "")]
    [InlineData("HEAD", "/plain", 404, "")]
    [InlineData("GET", "/Plain", 200, "plain")]
    [InlineData("GET", "/Unrouted", 200, "unrouted")]
    [InlineData("DELETE", "/Unrouted", 200, "unrouted")]
    [InlineData("GET", "/items/7", 200, "7 none")]
    [InlineData("GET", "/items/7/blue", 200, "7 blue")]
    [InlineData("GET", "/items/seven", 404, "")]
    [InlineData("GET", "/items/7/blue/dark", 404, "")]
    [InlineData("GET", "/guids/0f8fad5b-d9cb-469f-a165-70867728950e", 200, "0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("GET", "/files/a/b/c.txt", 200, "a/b/c.txt")]
    [InlineData("GET", "/files", 200, "no path")]
    [InlineData("GET", "/items/special", 200, "special")]
    [InlineData("GET", "/search?term=hawk&page=3", 200, "hawk 3")]
    [InlineData("GET", "/search", 200, "none 0")]
    [InlineData("GET", "/nowhere", 404, "")]
    [InlineData("PUT", "/both", 200, "put")]
    [InlineData("GET", "/both", 200, "get")]
    public async Task A_request_reaches_the_function_of_its_method_and_path(string method, string path, int status, string body)
    {
        await using var app = await FunctionApp.StartAsync([typeof(Routed)], FunctionApp.Settings(null));

        var response = await app.SendAsync(new HttpMethod(method), path);

        ((int)response.StatusCode).ShouldBe(status);
        (await response.Content.ReadAsStringAsync()).ShouldBe(body);
    }

    [Theory]
    [InlineData("""{ "version": "2.0" }""", "/api/plain")]
    [InlineData("""{ "version": "2.0", "extensions": { "http": { "routePrefix": "v1/x" } } }""", "/v1/x/plain")]
    [InlineData("""{ "version": "2.0", "extensions": { "http": { "routePrefix": "" } } }""", "/plain")]
    public async Task The_route_prefix_comes_from_host_json(string hostJson, string path)
    {
        await using var app = await FunctionApp.StartAsync([typeof(Routed)], FunctionApp.Settings(null), hostJson: hostJson);

        (await app.GetAsync(path)).ShouldBe("plain");
    }

    [Fact]
    public async Task The_caller_behind_a_local_proxy_is_seen()
    {
        await using var app = await FunctionApp.StartAsync([typeof(Routed)], FunctionApp.Settings(null));
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(app.Address, "/caller"));
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Forwarded-Proto", "https");

        var response = await FunctionApp.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe("203.0.113.9 https");
    }

    public static class Routed
    {
        [Function("Plain")]
        public static IResult Plain(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "plain")] HttpRequest request) => Results.Text("plain");

        [Function("Unrouted")]
        public static IResult Unrouted([HttpTrigger(AuthorizationLevel.Function)] HttpRequest request) => Results.Text("unrouted");

        [Function("Item")]
        public static IResult Item(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id:int}/{colour?}")] HttpRequest request,
            int id, string? colour) =>
            Results.Text($"{id} {colour ?? "none"}");

        [Function("Special")]
        public static IResult Special(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/special")] HttpRequest request) => Results.Text("special");

        [Function("ByGuid")]
        public static IResult ByGuid(
            [HttpTrigger(AuthorizationLevel.Admin, "get", Route = "guids/{id:guid}")] HttpRequest request,
            Guid id) => Results.Text(id.ToString());

        [Function("Files")]
        public static IResult Files(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "files/{*path}")] HttpRequest request,
            string? path) =>
            Results.Text(path is { Length: > 0 } ? path : "no path");

        [Function("Search")]
        public static IResult Search(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "search")] HttpRequest request,
            string? term, int page) =>
            Results.Text($"{term ?? "none"} {page}");

        [Function("Put")]
        public static IResult Put(
            [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "both")] HttpRequest request) => Results.Text("put");

        [Function("Get")]
        public static IResult Get(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "both")] HttpRequest request) => Results.Text("get");

        [Function("Caller")]
        public static IResult Caller([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "caller")] HttpRequest request) =>
            Results.Text($"{request.HttpContext.Connection.RemoteIpAddress} {request.Scheme}");
    }
}
