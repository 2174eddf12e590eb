using System.Text.Json;
using System.Text.Json.Nodes;
using BotQA.Json;
using BotQA.Knowledge.Citations;
using BotQA.Knowledge.Documents;
using BotQA.Tests.Support;

namespace BotQA.Tests.Json;

public sealed class CitationJsonTests
{
    [Theory]
    [InlineData(3, null, null, null, """{"page": 3}""")]
    [InlineData(null, 4, null, null, """{"page": null, "slide": 4}""")]
    [InlineData(null, null, "Prices", 7, """{"page": null, "sheet": "Prices", "row": 7}""")]
    [InlineData(null, null, null, null, """{"page": null}""")]
    public void Of_Place_IsInFieldsOfItsOwn(int? page, int? slide, string? sheet, int? row, string expected)
    {
        var document = Some.Document() with { Places = [new DocumentPlace(new TextSpan(0, 30)) { Page = page, Slide = slide, Sheet = sheet, Row = row }] };

        var json = JsonSerializer.SerializeToNode(CitationJson.Of(Citation.Of(1, document, new TextSpan(0, 6))), BotQAJson.Line)!.AsObject();

        var place = new JsonObject(json.Where(field => field.Key is "page" or "slide" or "sheet" or "row").Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), place), place.ToJsonString());
        Assert.True(json.ContainsKey("section"));
    }
}
