namespace StatusHawk.Infra.Tests.Publishing;

/// <summary>What is published is a whole app, and nothing that is this machine's own.</summary>
public sealed class PublishTests
{
    // Nobody listens there.
    private const string NoAccount =
        "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:1/a;QueueEndpoint=http://127.0.0.1:1/a;TableEndpoint=http://127.0.0.1:1/a";

    [Theory]
    [InlineData("Api", "The Endpoint field is required.")]
    [InlineData("Pipeline", "The Endpoint field is required.")]
    [InlineData("Probe", "ProbeRegion")]
    public async Task A_published_app_is_whole_and_names_what_it_is_not_given(string name, string setting)
    {
        using var app = await Published.OfAsync(name);
        var files = Directory.EnumerateFiles(app.Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(app.Folder, file)).ToArray();

        files.ShouldContain($"StatusHawk.{name}.dll");
        files.ShouldContain($"StatusHawk.{name}.runtimeconfig.json");
        files.ShouldNotContain(file => file.EndsWith("local.settings.json") || file.EndsWith("local.settings.sample.json"));
        File.ReadAllText(Path.Combine(app.Folder, "host.json")).ShouldBe(File.ReadAllText(Repository.PathOf("host.json")));

        using var process = PublishedProcess.Start(app);
        (await process.EndAsync()).ShouldNotBe(0);
        process.Said.ShouldContain(setting);
    }

    [Fact]
    public async Task A_published_Probe_answers_from_its_folder()
    {
        using var app = await Published.OfAsync("Probe");
        using var process = PublishedProcess.Start(
            app, ("AzureWebJobsStorage", NoAccount), ("HomeStorage", NoAccount), ("RegionStorage", NoAccount), ("ProbeRegion", "eu"),
            ("Sealing__CurrentKeyId", "k1"), ("Sealing__Keys__k1", Convert.ToBase64String(new byte[32])),
            ("Logging__LogLevel__Microsoft.Hosting.Lifetime", "Information"));
        using var http = new HttpClient { BaseAddress = await process.AddressAsync(), Timeout = PublishedProcess.Bound };

        (await http.GetStringAsync("/health")).ShouldContain("\"serviceId\":\"statushawk-probe\"");
    }
}
