using System.Globalization;
using System.Text;
using BotQA.ActivityProtocol.Schema;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Citations;
using BotQA.Sources;

namespace BotQA.Bot.Rendering;

/// <summary>For channels without citations of their own: Markdown, with the quotes under the answer.</summary>
internal sealed class MarkdownAnswerRenderer(ISourceLinks links) : IAnswerRenderer
{
    /// <inheritdoc/>
    public bool IsFor(string? channelId) => true;

    /// <inheritdoc/>
    public Activity Render(Answer answer, string answerId) => MessageFactory.Text(
        answer.Status == AnswerStatus.Answered ? Answered(answer) : NotFoundMarkdown.Of(answer, MarkdownFlavor.Common, links), TextFormats.Markdown);

    /// <inheritdoc/>
    public string RenderBeginning(Answer answer) => AnswerMarkdown.Of(answer, int.MaxValue, MarkdownFlavor.Common, Marker);

    private string Answered(Answer answer)
    {
        var markdown = new StringBuilder(RenderBeginning(answer));
        foreach (var citation in answer.Citations)
        {
            Append(markdown, citation);
        }

        return markdown.ToString();
    }

    private static string Marker(int number) => string.Create(CultureInfo.InvariantCulture, $@"\[{number}\]");

    private void Append(StringBuilder markdown, Citation citation)
    {
        var title = citation.Location is { } location ? $"{citation.Title}, {location}" : citation.Title;
        markdown.Append(CultureInfo.InvariantCulture, $"\n\n**{Marker(citation.Number)}** {MarkdownText.Link(title, links.Create(citation), MarkdownFlavor.Common)}\n\n");
        markdown.Append(MarkdownText.Escape(citation.Quote, MarkdownFlavor.Common, "> "));
    }
}
