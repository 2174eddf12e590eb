using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Teams;
using BotQA.Feedback;
using BotQA.Json;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Citations;
using BotQA.Sources;

namespace BotQA.Bot.Rendering;

/// <summary>
/// For Web Chat: markers are links to Markdown definitions, and the citation of the same position holds the quote that a click opens.
/// </summary>
internal sealed class WebChatAnswerRenderer(ISourceLinks links) : IAnswerRenderer
{
    // As many as on the other channels; more make no answer better.
    private const int MaxCitations = TeamsMessageExtensions.MaxCitations;

    /// <inheritdoc/>
    public bool IsFor(string? channelId) => channelId is Channels.WebChat or Channels.DirectLine;

    /// <inheritdoc/>
    public Activity Render(Answer answer, string answerId) => answer.Status == AnswerStatus.Answered ? Answered(answer, answerId) : NotFound(answer, answerId);

    /// <inheritdoc/>
    public string RenderBeginning(Answer answer) => AnswerMarkdown.Of(answer, MaxCitations, MarkdownFlavor.WebChat, number => $"[{number}]");

    // Without a url of its own, a citation opens its text in a dialog.
    private static JsonObject Claim(Citation citation, Uri? link)
    {
        var text = MarkdownText.Escape(citation.Quote, MarkdownFlavor.WebChat, "> ");
        if (link is not null)
        {
            text += $"\n\n{MarkdownText.Link("Show in the document", link, MarkdownFlavor.WebChat)}";
        }

        var claim = new JsonObject
        {
            ["@type"] = "Claim",
            ["position"] = citation.Number,
            ["appearance"] = new JsonObject
            {
                ["@type"] = "DigitalDocument",
                ["name"] = citation.Location is { } location ? $"{citation.Title}, {location}" : citation.Title,
                ["text"] = text,
            },
        };
        return claim;
    }

    private static string Definition(Citation citation) => string.Create(
        CultureInfo.InvariantCulture, $"[{citation.Number}]: cite:{citation.Number} \"{MarkdownText.Escape(citation.Title.ReplaceLineEndings(" "), MarkdownFlavor.WebChat)}\"");

    private static Entity Message(string answerId, JsonArray? citations)
    {
        var message = new JsonObject
        {
            ["type"] = EntityTypes.Message,
            ["@type"] = "Message",
            ["@context"] = "https://schema.org",
            ["@id"] = "",
        };
        if (citations is { Count: > 0 })
        {
            // Web Chat shows the slogan of the first claim's interpreter beside the time: its label for generated content.
            citations[0]!["claimInterpreter"] = new JsonObject { ["@type"] = "Project", ["name"] = "BotQA", ["slogan"] = "AI-generated answer" };
            message["additionalType"] = new JsonArray("AIGeneratedContent");
            message["citation"] = citations;
        }

        message["potentialAction"] = new JsonArray([.. WebChatFeedback.Actions(answerId)]);
        return message.Deserialize<Entity>(BotQAJson.Line)!;
    }

    private Activity Answered(Answer answer, string answerId)
    {
        var citations = answer.Citations.Take(MaxCitations).ToList();
        var text = new StringBuilder(RenderBeginning(answer));
        text.Append('\n');
        foreach (var citation in citations)
        {
            text.Append('\n').Append(Definition(citation));
        }

        var message = MessageFactory.Text(text.ToString(), TextFormats.Markdown);
        message.Entities = [Message(answerId, new JsonArray([.. citations.Select(citation => Claim(citation, links.Create(citation)))]))];
        return message;
    }

    private Activity NotFound(Answer answer, string answerId)
    {
        var message = MessageFactory.Text(NotFoundMarkdown.Of(answer, MarkdownFlavor.WebChat, links), TextFormats.Markdown);
        if (answer.Reason is null or NotFoundReason.NotInDocuments)
        {
            message.Entities = [Message(answerId, citations: null)];
        }

        return message;
    }
}
