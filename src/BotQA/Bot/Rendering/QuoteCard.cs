using System.Text.Json;
using System.Text.Json.Nodes;
using BotQA.ActivityProtocol.Schema;
using BotQA.Json;
using BotQA.Knowledge.Citations;

namespace BotQA.Bot.Rendering;

/// <summary>
/// An Adaptive Card with whole quotes. It uses the card format's runs of text, which take no Markdown: a document can't put a link there.
/// </summary>
internal static class QuoteCard
{
    // The newest version that Teams shows.
    private const string Version = "1.5";

    /// <summary>The card.</summary>
    /// <param name="quotes">The citations with the links to their sources, or null for none.</param>
    public static Attachment Of(IEnumerable<(Citation Citation, Uri? Link)> quotes)
    {
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = Version,
            ["body"] = new JsonArray([.. quotes.Select((quote, i) => Container(quote.Citation, quote.Link, isFirst: i == 0))]),
        };
        return MessageFactory.AdaptiveCard(JsonSerializer.SerializeToElement(card, BotQAJson.Line));
    }

    private static JsonObject Container(Citation citation, Uri? link, bool isFirst)
    {
        var title = citation.Location is { } location ? $"{citation.Title}, {location}" : citation.Title;
        var items = new JsonArray(
            RichText(new JsonObject { ["type"] = "TextRun", ["text"] = $"[{citation.Number}] {title}", ["weight"] = "Bolder" }),
            RichText(new JsonObject { ["type"] = "TextRun", ["text"] = citation.Quote }));
        if (link is not null)
        {
            items.Add(new JsonObject
            {
                ["type"] = "ActionSet",
                ["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = "Show in the document", ["url"] = link.AbsoluteUri }),
            });
        }

        return new JsonObject { ["type"] = "Container", ["separator"] = !isFirst, ["items"] = items };
    }

    private static JsonObject RichText(JsonObject run) => new() { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray(run) };
}
