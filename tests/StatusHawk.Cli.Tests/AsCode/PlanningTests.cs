using System.Text.Json.Nodes;
using StatusHawk.Cli.AsCode;

namespace StatusHawk.Cli.Tests.AsCode;

public sealed class PlanningTests
{
    [Fact]
    public void Creates_what_is_not_there_and_tells_every_field()
    {
        var plan = Plan("monitors: {shop: {name: Shop, http: 'https://example.org/', interval: 30s}}", []);

        var change = plan.Changes.ShouldHaveSingleItem();
        change.Kind.ShouldBe(ChangeKind.Create);
        ((string)change.Body!["key"]!).ShouldBe("shop");
        change.Fields.ShouldContain(new FieldChange("intervalSeconds", null, "30"));
    }

    [Fact]
    public void Changes_only_the_fields_that_differ()
    {
        var plan = Plan("monitors: {shop: {http: 'https://example.org/', interval: 30s}}", [There("shop", "https://example.org/")]);

        var change = plan.ToDo.ShouldHaveSingleItem();
        change.Kind.ShouldBe(ChangeKind.Change);
        change.Fields.ShouldBe([new FieldChange("intervalSeconds", "60", "30")]);
        change.Body!.Select(field => field.Key).ShouldBe(["intervalSeconds"]);
    }

    [Fact]
    public void Deletes_only_when_allowed_and_never_what_has_no_key()
    {
        JsonObject[] there = [There("old", "https://example.org/"), There(null, "https://example.org/two")];

        var careful = Plan("monitors: {}", there);
        careful.IsEmpty.ShouldBeTrue();
        careful.Kept.ShouldBe(["monitor old"]);
        Plan("monitors: {}", there, new(Delete: true)).ToDo.ShouldHaveSingleItem().ToString().ShouldBe("Delete Monitor old");
        Plan("page: {title: Shop}", there, new(Delete: true)).ToDo.ShouldAllBe(change => change.Part == Part.Page);
    }

    [Fact]
    public void A_secret_is_sent_only_when_it_is_new_wanted_or_the_host_changes()
    {
        const string File = "monitors: {shop: {http: {url: 'https://example.org/', headers: {authorization: s3cret}}}}";
        var there = There("shop", "https://example.org/", headers: new JsonObject { ["Authorization"] = "•••" });

        Plan(File, [there]).IsEmpty.ShouldBeTrue();
        Header(Plan(File, [there], new(UpdateSecrets: true))).ShouldBe("s3cret");
        Header(Plan(File, [There("shop", "https://example.org/")])).ShouldBe("s3cret");
        Header(Plan(File, [There("shop", "https://other.example.org/", headers: new JsonObject { ["Authorization"] = "•••" })])).ShouldBe("s3cret");
        Header(Plan(File, [There("shop", "https://example.org/two", headers: new JsonObject { ["Authorization"] = "•••" })])).ShouldBe("•••");

        static string? Header(Plan plan) => (string?)plan.ToDo.Single().Body!["http"]!["headers"]!["authorization"];
    }

    [Fact]
    public void A_mask_keeps_what_is_there_and_is_refused_when_the_host_changes()
    {
        const string File = "monitors: {shop: {http: {url: 'https://example.org/', headers: {Authorization: •••}}}}";

        Plan(File, [There("shop", "https://example.org/")]).IsEmpty.ShouldBeTrue();
        Plan(File, [There("shop", "https://other.example.org/", headers: new JsonObject { ["Authorization"] = "•••" })]).Problems.ShouldHaveSingleItem().ShouldContain("given again");
        var created = Plan(File, []);
        created.ToDo.Single().Body!["http"]!.AsObject().ContainsKey("headers").ShouldBeFalse();
        created.Warnings.ShouldHaveSingleItem().ShouldContain("without http.headers.Authorization");
    }

    [Fact]
    public void Secrets_are_in_no_plan_that_is_shown()
    {
        var plan = Plan("""
            monitors: {shop: {http: {url: 'https://example.org/', method: POST, body: planted, headers: {A: planted}, auth: {type: basic, user: me, password: planted}}}}
            channels: {hook: {webhook: {url: 'https://hooks.example.org/planted', secret: whsec_cGxhbnRlZHBsYW50ZWRwbGFudGVkcGxhbnRlZA==}}}
            """, []);

        PlanDrawing.ToJson(plan).ToJsonString().ShouldNotContain("planted");
        PlanDrawing.ToJson(plan).ToJsonString().ShouldNotContain("cGxhbnRl");
        string.Join('\n', plan.Changes).ShouldNotContain("planted");
    }

    [Fact]
    public void A_kind_cannot_change_and_a_twin_without_a_key_is_told()
    {
        Plan("monitors: {shop: {ping: example.org}}", [There("shop", "https://example.org/")]).Problems.ShouldHaveSingleItem().ShouldContain("cannot be changed to ping");
        Plan("monitors: {new: {name: shop, http: 'https://example.org/'}}", [There(null, "https://example.org/")]).Warnings.ShouldHaveSingleItem().ShouldContain("export --adopt");
    }

    [Fact]
    public void No_regions_mean_all_and_are_left_alone_where_all_is_not_known()
    {
        var there = There("shop", "https://example.org/");
        there["regions"] = new JsonArray("eu");
        var file = DefinitionReader.Read("version: 1\nmonitors: {shop: 'https://example.org/'}", _ => null);

        Planning.Of(file, new Actual { Monitors = [there] }, new()).IsEmpty.ShouldBeTrue();
        var change = Planning.Of(file, new Actual { Monitors = [there], Regions = ["eu", "us"] }, new()).ToDo.ShouldHaveSingleItem();
        change.Body!.ToJsonString().ShouldBe("""{"regions":["eu","us"]}""");
    }

    private static JsonObject There(string? key, string url, JsonObject? headers = null)
    {
        var http = new JsonObject { ["url"] = url, ["method"] = "GET" };
        if (headers is not null) http["headers"] = headers;
        var made = new JsonObject { ["id"] = $"mon_{key}", ["name"] = "shop", ["kind"] = "http", ["http"] = http, ["intervalSeconds"] = 60, ["regions"] = new JsonArray("eu", "us") };
        if (key is not null) made["key"] = key;
        return made;
    }

    private static Plan Plan(string text, JsonObject[] there, PlanOptions? options = null) =>
        Planning.Of(DefinitionReader.Read("version: 1\n" + text, _ => null), new Actual { Monitors = there, Regions = ["eu", "us"], Page = new() { ["title"] = "Old", ["slug"] = "old" } }, options ?? new());
}
