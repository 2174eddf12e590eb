using System.Globalization;
using System.Text;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Citations;
using BotQA.Sources;

namespace BotQA.Bot.Rendering;

/// <summary>Says that there is no answer, in a way that can't be taken for one.</summary>
internal static class NotFoundMarkdown
{
    private const int MaxRelated = 3;
    private const int MaxQuoteLength = 400;
    private const string NotInDocuments = "**Not in the documents.** They don't answer this question.";
    private const string Related = "These passages are related, but don't answer it:";

    /// <summary>Writes why there is no answer and, where the documents were searched, what came closest.</summary>
    public static string Of(Answer answer, MarkdownFlavor flavor, ISourceLinks links)
    {
        var isSearched = answer.Reason is null or NotFoundReason.NotInDocuments || answer.Text.Length == 0;
        var markdown = new StringBuilder(AnswerMarkdown.WithNote(isSearched ? NotInDocuments : MarkdownText.Escape(answer.Text, flavor), answer, flavor));
        if (answer.Related.Count > 0)
        {
            markdown.Append("\n\n").Append(Related);
            foreach (var citation in answer.Related.Take(MaxRelated))
            {
                Append(markdown, citation, flavor, links);
            }
        }

        return markdown.ToString();
    }

    private static void Append(StringBuilder markdown, Citation citation, MarkdownFlavor flavor, ISourceLinks links)
    {
        var title = citation.Location is { } location ? $"{citation.Title}, {location}" : citation.Title;
        markdown.Append(CultureInfo.InvariantCulture, $"\n\n{MarkdownText.Link(title, links.Create(citation), flavor)}\n\n");
        markdown.Append(MarkdownText.Escape(TextLength.Shorten(citation.Quote, MaxQuoteLength), flavor, "> "));
    }
}
