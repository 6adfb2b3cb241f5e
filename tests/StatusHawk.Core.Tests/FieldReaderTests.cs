using System.Text.Json;
using StatusHawk.Core;

namespace StatusHawk.Core.Tests;

public class FieldReaderTests
{
    [Theory]
    [InlineData("""{"text":"a","number":5,"flag":true,"list":["a","b"],"object":{"inner":"x"}}""", "")]
    [InlineData("""{}""", "")]
    [InlineData("""[]""", "#")]
    [InlineData("""null""", "#")]
    [InlineData("""{"text":null}""", "#/text")]
    [InlineData("""{"text":5}""", "#/text")]
    [InlineData("""{"text":"\ud800"}""", "#/text")]
    [InlineData("""{"\ud800":1}""", "#")]
    [InlineData("""{"number":"5"}""", "#/number")]
    [InlineData("""{"number":0}""", "#/number")]
    [InlineData("""{"number":10}""", "#/number")]
    [InlineData("""{"number":5.5}""", "#/number")]
    [InlineData("""{"number":1e400}""", "#/number")]
    [InlineData("""{"flag":"true"}""", "#/flag")]
    [InlineData("""{"flag":0}""", "#/flag")]
    [InlineData("""{"list":"a"}""", "#/list")]
    [InlineData("""{"list":["a",1,null]}""", "#/list/1 #/list/2")]
    [InlineData("""{"object":[]}""", "#/object")]
    [InlineData("""{"object":{"inner":1,"other":2}}""", "#/object/inner #/object/other")]
    [InlineData("""{"text":"a","text":"b"}""", "#/text")]
    [InlineData("""{"Text":"a"}""", "#/Text")]
    [InlineData("""{"a/b~c d":1}""", "#/a~1b~0c%20d")]
    [InlineData("""{"text":1,"number":"x","flag":2,"more":3}""", "#/text #/number #/flag #/more")]
    public void Everything_wrong_is_found_and_pointed_at(string json, string pointers)
    {
        var errors = new FieldErrors();

        Read(json, errors);

        string.Join(' ', errors.Items.Select(e => e.Pointer)).ShouldBe(pointers);
    }

    [Fact]
    public void What_is_right_is_read()
    {
        var errors = new FieldErrors();
        using var document = JsonDocument.Parse("""{"text":"ä","number":9,"flag":false,"list":["b","a"],"object":{}}""");
        var fields = new FieldReader(document.RootElement, "#", errors);

        fields.Text("text").ShouldBe("ä");
        fields.Integer("number", 1, 9).ShouldBe(9);
        fields.Boolean("flag").ShouldBe(false);
        fields.Texts("list").ShouldBe(["b", "a"]);
        fields.Object("object").ShouldNotBeNull();
        fields.Text("absent").ShouldBeNull();
        fields.Has("absent").ShouldBeFalse();
        errors.Any.ShouldBeFalse();
    }

    [Fact]
    public void A_body_of_nothing_but_mistakes_is_told_a_hundred_of_them()
    {
        var errors = new FieldErrors();

        Read($"{{{string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"f{i}\":1"))}}}", errors);

        errors.Items.Count.ShouldBe(FieldErrors.Max);
    }

    private static void Read(string json, FieldErrors errors)
    {
        using var document = JsonDocument.Parse(json);
        var fields = new FieldReader(document.RootElement, "#", errors);
        fields.Text("text");
        fields.Integer("number", 1, 9);
        fields.Boolean("flag");
        fields.Texts("list");
        if (fields.Object("object") is { } inner)
        {
            inner.Text("inner");
            inner.Close();
        }

        fields.Close();
    }
}
