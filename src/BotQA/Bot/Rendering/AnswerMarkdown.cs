using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Documents;

namespace BotQA.Bot.Rendering;

/// <summary>
/// Writes the text of an answer as Markdown in which nothing has a meaning but its own markers <c>[n]</c> and the exact answer in bold.
/// </summary>
internal static partial class AnswerMarkdown
{
    /// <summary>Writes the text.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="lastNumber">Markers beyond this number are left out, as the channel shows no citation for them.</param>
    /// <param name="flavor">Who reads it.</param>
    /// <param name="marker">How a marker is written.</param>
    public static string Of(Answer answer, int lastNumber, MarkdownFlavor flavor, Func<int, string> marker)
    {
        var numbers = answer.Citations.Select(citation => citation.Number).ToHashSet();
        var quotes = QuotesIn(answer);
        var markers = Marker().Matches(answer.Text)
            .Select(match => (match.Index, match.Length, Number: int.Parse(match.ValueSpan[1..^1], CultureInfo.InvariantCulture)))
            .Where(found => numbers.Contains(found.Number) && !quotes.Exists(quote => quote.Contains(new TextSpan(found.Index, found.Index + found.Length))));

        var markdown = new StringBuilder();
        var position = 0;
        foreach (var (index, length, number) in markers)
        {
            AppendPart(markdown, answer, position, index, flavor);
            if (number <= lastNumber)
            {
                // Two markers side by side would be one link to Markdown.
                markdown.Append(position == index && position > 0 ? " " : "").Append(marker(number));
            }

            position = index + length;
        }

        AppendPart(markdown, answer, position, answer.Text.Length, flavor);
        return WithNote(markdown.ToString().Trim(), answer, flavor);
    }

    /// <summary>The Markdown of an answer, and under it the answer's note.</summary>
    public static string WithNote(string markdown, Answer answer, MarkdownFlavor flavor) =>
        answer.Note is { } note ? $"{markdown}\n\n*{MarkdownText.Escape(note, flavor)}*" : markdown;

    // What looks like a marker inside a quote belongs to the document.
    private static List<TextSpan> QuotesIn(Answer answer)
    {
        var spans = new List<TextSpan>();
        foreach (var quote in answer.Citations.Select(citation => citation.Quote).Distinct(StringComparer.Ordinal))
        {
            for (var start = answer.Text.IndexOf(quote, StringComparison.Ordinal); start >= 0; start = answer.Text.IndexOf(quote, start + quote.Length, StringComparison.Ordinal))
            {
                spans.Add(new TextSpan(start, start + quote.Length));
            }
        }

        return spans;
    }

    private static void AppendPart(StringBuilder markdown, Answer answer, int start, int end, MarkdownFlavor flavor)
    {
        if (answer.Highlight is not { } exact || exact.Start < start || exact.End > end || !StandsOut(answer.Text, exact))
        {
            AppendText(markdown, answer.Text[start..end], flavor, afterMarker: start > 0);
            return;
        }

        AppendText(markdown, answer.Text[start..exact.Start], flavor, afterMarker: start > 0);
        markdown.Append("**");
        AppendText(markdown, exact.Of(answer.Text), flavor, afterMarker: false);
        markdown.Append("**");
        AppendText(markdown, answer.Text[exact.End..end], flavor, afterMarker: false);
    }

    // Asterisks make text bold only where blanks or words show which of them opens and which closes.
    private static bool StandsOut(string text, TextSpan exact) =>
        char.IsLetterOrDigit(text[exact.Start]) && char.IsLetterOrDigit(text[exact.End - 1]);

    private static void AppendText(StringBuilder markdown, string text, MarkdownFlavor flavor, bool afterMarker)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            markdown.Append(text.Contains("\n\n", StringComparison.Ordinal) ? "\n\n" : text.Length > 0 ? " " : "");
            return;
        }

        // "[1](...)" and "[1]: ..." are links to Markdown.
        if (afterMarker && flavor == MarkdownFlavor.Common && text[0] is '(' or ':')
        {
            markdown.Append('\\').Append(text[0]);
            text = text[1..];
        }

        markdown.Append(Gap(text[..^text.TrimStart().Length]));
        markdown.Append(MarkdownText.Escape(text, flavor));
        markdown.Append(Gap(text[text.TrimEnd().Length..]));
    }

    private static string Gap(string blanks) =>
        blanks.Length == 0 ? "" : blanks.Contains('\n', StringComparison.Ordinal) ? "\n\n" : " ";

    [GeneratedRegex(@"\[[0-9]{1,3}\]", RegexOptions.CultureInvariant)]
    private static partial Regex Marker();
}
