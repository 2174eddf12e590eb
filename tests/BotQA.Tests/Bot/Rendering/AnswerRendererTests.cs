using System.Text.Json;
using System.Text.Json.Nodes;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Teams;
using BotQA.Bot.Rendering;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Citations;
using BotQA.Knowledge.Documents;
using BotQA.Tests.Support;
using CsCheck;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BotQA.Tests.Bot.Rendering;

public sealed class AnswerRendererTests
{
    private static readonly Document Source = new()
    {
        Id = "talks/peace plan.md",
        Title = "The *peace* [plan](https://evil.example)",
        Text = "Terms\n\nThe truce [1] lasts 72 hours, \"no more\". " + LongQuote,
        Sections = [new Section(["Terms"], new TextSpan(0, 400))],
    };

    private static readonly IAnswerRenderer[] Renderers =
        [new TeamsAnswerRenderer(new FixedLinks()), new WebChatAnswerRenderer(new FixedLinks()), new MarkdownAnswerRenderer(new FixedLinks())];

    private const string ShortQuote = "The truce [1] lasts 72 hours, \"no more\".";

    private const string LongQuote =
        "Both sides agreed that the pause may be extended once, by no more than three days, if the monitors of the contact group report by noon of the last day that it was kept on every part of the line.";

    [Theory]
    [InlineData("msteams", "answered")]
    [InlineData("msteams", "notFound")]
    [InlineData("webchat", "answered")]
    [InlineData("webchat", "notFound")]
    [InlineData("emulator", "answered")]
    [InlineData("emulator", "notFound")]
    public void Render_AnAnswer_IsTheSnapshot(string channel, string status)
    {
        var message = new AnswerRenderers(Renderers).Render(status == "answered" ? Answered() : NotFound(), "a1", channel);

        Snapshot.Matches($"{channel}.{status}.json", JsonNode.Parse(ActivityJson.Serialize(message))!);
    }

    [Theory]
    [InlineData(3, null, null, null, new[] { "Terms", "page 3" })]
    [InlineData(null, 4, null, null, new[] { "Terms", "slide 4" })]
    [InlineData(null, null, "Prices", 7, new[] { "Terms", "sheet Prices", "row 7" })]
    [InlineData(null, null, null, null, new[] { "Terms" })]
    public void Render_ForTeams_SaysThePlaceInTheKeywordsOfTheCitation(int? page, int? slide, string? sheet, int? row, string[] expected)
    {
        var source = Source with { Places = [new DocumentPlace(new TextSpan(0, Source.Text.Length)) { Page = page, Slide = slide, Sheet = sheet, Row = row }] };

        var message = new TeamsAnswerRenderer(new FixedLinks()).Render(Some.Answered("How long?", "72 hours", source, ShortQuote), "a1");

        var citation = JsonNode.Parse(ActivityJson.Serialize(message))!["entities"]![0]!["citation"]![0]!;
        Assert.Equal(expected, citation["appearance"]!["keywords"]!.AsArray().Select(keyword => (string)keyword!));
    }

    [Theory]
    [InlineData(NotFoundReason.SmallTalk, "You're welcome.")]
    [InlineData(NotFoundReason.Empty, "Please type a question.")]
    public void Render_WhatIsNoQuestion_IsAPlainWord(NotFoundReason reason, string text)
    {
        foreach (var renderer in Renderers)
        {
            var message = renderer.Render(NotFound() with { Reason = reason, Text = text }, "a1");

            Assert.DoesNotContain("Not in the documents", message.Text, StringComparison.Ordinal);
            Assert.Null(message.Entities);
            Assert.Null(message.ChannelData);
        }
    }

    [Fact]
    public void Render_ForTeamsWithManyLongQuotes_StaysWithinItsLimits()
    {
        var document = new Document { Id = "long.txt", Title = new string('t', 200), Text = string.Join('\n', Enumerable.Range(0, 15).Select(i => $"{i} {new string('q', 6_000)}.")) };
        var spans = document.Text.Split('\n').Aggregate((List: new List<TextSpan>(), At: 0), (found, line) => (Append(found.List, found.At, line), found.At + line.Length + 1)).List;
        var citations = spans.Select((span, i) => Citation.Of(i + 1, document, span)).ToList();
        var answer = Answered() with { Citations = citations, Text = string.Join(' ', citations.Select(c => $"{c.Quote} [{c.Number}]")) };

        var message = new TeamsAnswerRenderer(new FixedLinks()).Render(answer, "a1");

        Assert.True(TeamsMessageSize.Fits(message));
        var cited = message.Entities!.Single(entity => entity.Type == EntityTypes.Message).Properties!["citation"].EnumerateArray().ToList();
        Assert.Equal(10, cited.Count);
        Assert.All(cited, claim => Assert.InRange(claim.GetProperty("appearance").GetProperty("name").GetString()!.Length, 1, 80));
        Assert.All(cited, claim => Assert.InRange(claim.GetProperty("appearance").GetProperty("abstract").GetString()!.Length, 1, 160));
        Assert.DoesNotContain("[11]", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_AnyDocument_LinksOnlyToSourcesAndQuotesVerbatim() => Hostile.Sample(text =>
    {
        var document = new Document { Id = "d.md", Title = text, Text = text, Sections = [new Section([text], new TextSpan(0, text.Length))] };
        var citation = Citation.Of(1, document, new TextSpan(0, text.Length));
        var answered = Answered() with { Text = $"{text} [1](https://evil.example) [1][1]", Citations = [citation] };
        foreach (var renderer in Renderers)
        {
            foreach (var answer in new[] { answered, NotFound() with { Related = [citation], Text = "" } })
            {
                var message = renderer.Render(answer, "a1");
                AssertHarmless(message.Text!);
                AssertNoNulls(JsonNode.Parse(ActivityJson.Serialize(message))!);
                foreach (var claim in Claims(message).Where(claim => claim.TryGetProperty("text", out _)))
                {
                    AssertHarmless(claim.GetProperty("text").GetString()!);
                }
            }
        }

        var card = QuoteCard.Of([(citation, null)]).Content!.Value;
        Assert.Equal(text, card.GetProperty("body")[0].GetProperty("items")[1].GetProperty("inlines")[0].GetProperty("text").GetString());
    });

    private static Gen<string> Hostile { get; } =
        Gen.OneOf<string>("[", "]", "(", ")", "!", "<", ">", "*", "`", ":", "\\", "\n", "[1]", "[1]: ", "cite:1", "https://evil.example", "www.evil.example", "<img src=x>", "![x](http://e.example/i.png)", "[x](http://e.example)", "[1](http://e.example)", "<at>Bob</at>", "word", " ")
            .Array[1, 16].Select(parts => $"a{string.Concat(parts)}");

    private static List<TextSpan> Append(List<TextSpan> list, int start, string line) => [.. list, new TextSpan(start, start + line.Length)];

    private static IEnumerable<JsonElement> Claims(Activity message) =>
        (message.Entities ?? []).Where(entity => entity.Properties!.ContainsKey("citation")).SelectMany(entity => entity.Properties!["citation"].EnumerateArray()).Select(claim => claim.GetProperty("appearance"));

    // Web Chat's definitions lead to the quotes; every other link has to be one of ours.
    private static void AssertHarmless(string markdown)
    {
        foreach (var node in Markdown.Parse(markdown, new MarkdownPipelineBuilder().UseAutoLinks().Build()).Descendants())
        {
            Assert.False(node is HtmlBlock or HtmlInline or AutolinkInline, $"{node.GetType().Name} in: {markdown}");
            if (node is LinkInline link)
            {
                Assert.False(link.IsImage, markdown);
                Assert.True(link.Url is "cite:1" || link.Url!.StartsWith("https://botqa.example.com/", StringComparison.Ordinal), $"{link.Url} in: {markdown}");
            }
        }
    }

    private static void AssertNoNulls(JsonNode node)
    {
        switch (node)
        {
            case JsonObject properties:
                Assert.All(properties, property => AssertNoNulls(Assert.IsType<JsonNode>(property.Value, exactMatch: false)));
                break;
            case JsonArray items:
                Assert.All(items, item => AssertNoNulls(Assert.IsType<JsonNode>(item, exactMatch: false)));
                break;
        }
    }

    private static Answer Answered()
    {
        var citations = new[] { ShortQuote, LongQuote }.Select((quote, i) => Cite(i + 1, quote)).ToList();
        return Some.NotFound("How long is the truce?") with
        {
            Status = AnswerStatus.Answered,
            ShortAnswer = "72 hours",
            Text = $"{ShortQuote} [1] [2]",
            Confidence = 0.9,
            Citations = citations,
        };
    }

    private static Answer NotFound() => Some.NotFound("Who won?") with
    {
        Reason = NotFoundReason.NotInDocuments,
        Text = "I couldn't find an answer to that in the documents.",
        Related = [Cite(1, ShortQuote)],
    };

    private static Citation Cite(int number, string quote)
    {
        var start = Source.Text.IndexOf(quote, StringComparison.Ordinal);
        return Citation.Of(number, Source, new TextSpan(start, start + quote.Length));
    }
}
