using StatusHawk.Api.Http.Contract;
using YamlDotNet.Core;

namespace StatusHawk.Api.Tests.Contract;

public sealed class YamlJsonTests
{
    [Theory]
    [InlineData("a: 200", """{"a":200}""")]
    [InlineData("\"200\": \"200\"", """{"200":"200"}""")]
    [InlineData("a: 3.1.0", """{"a":"3.1.0"}""")]
    [InlineData("a: 1.5", """{"a":1.5}""")]
    [InlineData("a: [null, ~, \"null\", true, \"true\", no]", """{"a":[null,null,"null",true,"true","no"]}""")]
    [InlineData("a: 2026-03-01", """{"a":"2026-03-01"}""")]
    [InlineData("a: 2026-03-01T12:00:00.000Z", """{"a":"2026-03-01T12:00:00.000Z"}""")]
    [InlineData("a: |\n  one\n  two", """{"a":"one\ntwo"}""")]
    [InlineData("a: 'it''s # no comment'", """{"a":"it\u0027s # no comment"}""")]
    [InlineData("- {}\n- []", "[{},[]]")]
    public void Words_become_what_the_core_schema_says(string yaml, string json) => YamlJson.Read(yaml)!.ToJsonString().ShouldBe(json);

    [Theory]
    [InlineData("a: &x 1\nb: *x")]
    [InlineData("a: !!str 1")]
    [InlineData("a: 1\na: 2")]
    public void What_json_does_not_have_is_refused(string yaml) => Should.Throw<NotSupportedException>(() => YamlJson.Read(yaml));

    [Fact]
    public void What_is_no_yaml_is_refused() => Should.Throw<YamlException>(() => YamlJson.Read("a: ["));
}
