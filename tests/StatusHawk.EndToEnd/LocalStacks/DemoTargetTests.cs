using System.Net;
using StatusHawk.Local.Data;
using StatusHawk.Local.Ports;
using StatusHawk.Local.Target;

namespace StatusHawk.EndToEnd.LocalStacks;

public sealed class DemoTargetTests : IAsyncLifetime
{
    private readonly DataFolder _data = DataFolder.Temporary();
    private readonly PortBlock _ports = PortBlock.Reserve();
    private readonly HttpClient _client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private DemoTarget _target = null!;

    public async ValueTask InitializeAsync() => _target = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _target.DisposeAsync();
        _client.Dispose();
        _ports.Dispose();
        Directory.Delete(_data.Path, recursive: true);
    }

    [Theory]
    [InlineData("break", "/shop", 500)]
    [InlineData("break", "/", 500)]
    [InlineData("break?how=status&status=503", "/shop", 503)]
    [InlineData("break", "/canary", 200)]
    [InlineData("canary/break", "/canary", 500)]
    [InlineData("canary/break", "/shop", 200)]
    [InlineData("break?for=region%20eu", "/shop", 200)]
    public async Task Breaking_fails_what_it_names_until_it_is_mended(string request, string path, int expected)
    {
        await AskAsync(path).ShouldBeAsync(200);

        (await PostAsync(request)).ShouldBe(200);
        await AskAsync(path).ShouldBeAsync(expected);

        await PostAsync("mend");
        await PostAsync("canary/mend");
        await AskAsync(path).ShouldBeAsync(200);
    }

    [Fact]
    public async Task One_region_can_fail_alone()
    {
        await PostAsync("break?for=region%20eu");
        await PostAsync("break?for=region%20us");
        await PostAsync("mend?for=region%20us");

        await AskAsync("/shop", "StatusHawk/1.0 (region eu)").ShouldBeAsync(500);
        await AskAsync("/shop", "StatusHawk/1.0 (region us)").ShouldBeAsync(200);
        _target.RequestsFrom("region eu").ShouldBe(1);
    }

    [Fact]
    public async Task A_dropped_connection_has_no_answer_and_a_hanging_one_takes_longer_than_its_caller_waits()
    {
        await PostAsync("break?how=drop");
        await Should.ThrowAsync<HttpRequestException>(() => _client.GetAsync(_target.ShopUrl));

        await PostAsync("break?how=hang");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Should.ThrowAsync<OperationCanceledException>(() => _client.GetAsync(_target.ShopUrl, patience.Token));
        await AskAsync("/").ShouldBeAsync(500);
    }

    [Theory]
    [InlineData("break?how=gently")]
    [InlineData("break?how=1")]
    [InlineData("break?status=99")]
    public async Task A_break_that_makes_no_sense_is_refused_and_breaks_nothing(string request)
    {
        (await PostAsync(request)).ShouldBe(400);

        await AskAsync("/shop").ShouldBeAsync(200);
    }

    [Fact]
    public async Task What_is_broken_is_broken_after_a_restart()
    {
        await PostAsync("break?status=502");
        await _target.DisposeAsync();

        _target = await StartAsync();

        await AskAsync("/shop").ShouldBeAsync(502);
    }

    [Fact]
    public async Task The_page_has_both_buttons_says_what_is_broken_and_brings_a_browser_back()
    {
        _target.Break(new(For: "<script>"));
        var page = await _client.GetStringAsync(_target.Address);

        page.ShouldContain("action=\"/break\"");
        page.ShouldContain("action=\"/mend\"");
        page.ShouldContain("&lt;script&gt;");
        page.ShouldNotContain("<script");
        page.ShouldContain("http://status.example/");

        using var form = new HttpRequestMessage(HttpMethod.Post, _target.Origin + "/mend") { Headers = { { "Accept", "text/html" } } };
        using var back = await _client.SendAsync(form);
        back.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        back.Headers.Location!.ToString().ShouldBe("/");
    }

    private Task<DemoTarget> StartAsync() =>
        DemoTarget.StartAsync(_ports.Base, _data.TargetPath, new Uri("http://status.example/"), TimeProvider.System, CancellationToken.None);

    private async Task<int> PostAsync(string path)
    {
        using var response = await _client.PostAsync($"{_target.Origin}/{path}", null);
        return (int)response.StatusCode;
    }

    private async Task<int> AskAsync(string path, string userAgent = "a person")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _target.Origin + path);
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        using var response = await _client.SendAsync(request);
        return (int)response.StatusCode;
    }
}

internal static class StatusAssertions
{
    public static async Task ShouldBeAsync(this Task<int> status, int expected) => (await status).ShouldBe(expected);
}
