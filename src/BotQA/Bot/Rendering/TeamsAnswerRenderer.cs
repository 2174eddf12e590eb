using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Teams;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Citations;
using BotQA.Sources;

namespace BotQA.Bot.Rendering;

/// <summary>For Teams and the Agents Playground: citation badges, the label of generated content, buttons for feedback.</summary>
internal sealed class TeamsAnswerRenderer(ISourceLinks links) : IAnswerRenderer
{
    // Teams shows this much of a quote in a badge; longer ones go into a card.
    private const int MaxBadgeQuote = 160;

    // Half of what a message may hold, so that citations and card find room.
    private const int MaxTextLength = TeamsMessageSize.MaxBytes / sizeof(char) / 2;

    /// <inheritdoc/>
    public bool IsFor(string? channelId) => channelId == Channels.MsTeams;

    /// <inheritdoc/>
    public Activity Render(Answer answer, string answerId) => answer.Status == AnswerStatus.Answered ? Answered(answer) : NotFound(answer);

    /// <inheritdoc/>
    public string RenderBeginning(Answer answer) => AnswerMarkdown.Of(answer, TeamsMessageExtensions.MaxCitations, MarkdownFlavor.Common, number => $"[{number}]");

    private static MessageCitation Badge(Citation citation, Uri? link) =>
        new(citation.Number, citation.Title, TextLength.Shorten(string.Join(' ', citation.Quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), MaxBadgeQuote))
        {
            Url = link?.AbsoluteUri,
            Keywords = [.. (citation.Section is { Length: > 0 } section ? section.Split(" > ").TakeLast(1) : []).Concat(citation.Place?.Words ?? []).Distinct()],
        };

    private Activity Answered(Answer answer)
    {
        var sources = answer.Citations.Take(TeamsMessageExtensions.MaxCitations).Select(citation => (Citation: citation, Link: links.Create(citation))).ToList();
        var message = MessageFactory.Text(TextLength.Shorten(RenderBeginning(answer), MaxTextLength), TextFormats.Markdown)
            .AddCitations(sources.Select(source => Badge(source.Citation, source.Link)))
            .AddAIGeneratedLabel()
            .AddFeedbackLoop();

        var cut = sources.Where(source => source.Citation.Quote.Length > MaxBadgeQuote).ToList();
        if (cut.Count > 0)
        {
            message.Attachments = [QuoteCard.Of(cut)];
        }

        // What a card can't hold can be read behind the links.
        if (!TeamsMessageSize.Fits(message))
        {
            message.Attachments = null;
        }

        return message;
    }

    private Activity NotFound(Answer answer)
    {
        var message = MessageFactory.Text(NotFoundMarkdown.Of(answer, MarkdownFlavor.Common, links), TextFormats.Markdown);
        return answer.Reason is null or NotFoundReason.NotInDocuments ? message.AddFeedbackLoop() : message;
    }
}
