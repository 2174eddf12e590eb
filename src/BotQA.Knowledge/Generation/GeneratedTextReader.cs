using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using BotQA.Knowledge.Chunking;

namespace BotQA.Knowledge.Generation;

/// <summary>Takes what a model writes, piece by piece, and gives its sentences as soon as each is whole, with the passages it cites.</summary>
internal sealed partial class GeneratedTextReader
{
    // No answer is that long; a model that doesn't end is not read on.
    private const int MaxLength = 20_000;

    private const string ThinkingStart = "<think>";
    private const string ThinkingEnd = "</think>";

    private readonly StringBuilder _text = new();
    private int _given;

    /// <summary>Takes the next piece and gives the sentences that are whole with it.</summary>
    /// <exception cref="ModelException">The model writes without end.</exception>
    public IReadOnlyList<GeneratedSentence> Append(string piece)
    {
        _text.Append(piece);
        if (_text.Length > MaxLength)
        {
            throw new ModelException(ModelFailure.Malformed, $"The model wrote more than {MaxLength} characters.");
        }

        var pieces = Split();

        // The last one may go on, and the markers of the one before it may still be on their way.
        var whole = pieces.Count - 1;
        while (whole > 0 && whole < pieces.Count && pieces[whole].Text.StartsWith('['))
        {
            whole--;
        }

        return Give(pieces, whole);
    }

    /// <summary>Gives what is left when the model has ended.</summary>
    public IReadOnlyList<GeneratedSentence> Complete()
    {
        var pieces = Split();
        return Give(pieces, pieces.Count);
    }

    private List<GeneratedSentence> Give(List<(string Text, bool StartsParagraph)> pieces, int count)
    {
        var sentences = new List<GeneratedSentence>();
        for (; _given < count; _given++)
        {
            var (text, startsParagraph) = pieces[_given];
            var sentence = new GeneratedSentence(Plain(text), CitedIn(text), startsParagraph);
            if (sentence.Text.Any(char.IsLetterOrDigit))
            {
                sentences.Add(sentence);
            }
        }

        return sentences;
    }

    private List<(string Text, bool StartsParagraph)> Split()
    {
        var pieces = new List<(string, bool)>();
        foreach (var line in WithoutThinking(_text.ToString()).Split('\n'))
        {
            // "... 40 minutes. [1] The ..." reads "... 40 minutes [1]. The ...", so that a sentence keeps its markers.
            var ordered = MarkersAfterStop().Replace(WithoutLinks(line), "$2$1 ");
            var starts = true;
            foreach (var span in SentenceSplitter.Split(ordered))
            {
                pieces.Add((span.Of(ordered), starts));
                starts = false;
            }
        }

        return pieces;
    }

    private static string WithoutThinking(string text)
    {
        var start = text.TrimStart();
        if (!start.StartsWith(ThinkingStart, StringComparison.OrdinalIgnoreCase))
        {
            return start.Length < ThinkingStart.Length && ThinkingStart.StartsWith(start, StringComparison.OrdinalIgnoreCase) ? "" : text;
        }

        var end = start.IndexOf(ThinkingEnd, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? "" : start[(end + ThinkingEnd.Length)..];
    }

    private static string WithoutLinks(string line) => Link().Replace(Image().Replace(line, ""), "[$1]").Replace("[]", "", StringComparison.Ordinal);

    private static List<int> CitedIn(string text) =>
    [
        .. Marker().Matches(text)
            .SelectMany(marker => Number().Matches(marker.Value))
            .Select(number => int.Parse(number.ValueSpan, CultureInfo.InvariantCulture))
            .Distinct(),
    ];

    private static string Plain(string text)
    {
        text = Marker().Replace(text, "");
        text = LineStart().Replace(text, "");
        text = Tag().Replace(text, "");
        text = Emphasis().Replace(text, "");
        text = WebUtility.HtmlDecode(text);
        text = Bracketed().Replace(text, "$1");
        text = Blanks().Replace(text, " ");
        return BlankBeforeStop().Replace(text, "$1").Trim();
    }

    [GeneratedRegex(@"([.!?][""”’')]?)((?:\s*[\[【](?:passages?\s+|\^)?\d[^\]】\n]{0,40}[\]】])+)(?=\s|$)", RegexOptions.IgnoreCase)]
    private static partial Regex MarkersAfterStop();

    [GeneratedRegex(@"!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])")]
    private static partial Regex Image();

    [GeneratedRegex(@"\[([^\]\n]+)\]\([^)\n]*\)?")]
    private static partial Regex Link();

    [GeneratedRegex(@"\s*[\[【](?:passages?\s+|\^)?\d{1,3}(?:\s*(?:,|;|and|-|–)\s*(?:passage\s+)?\d{1,3}|†[^\]】]*)*[\]】]", RegexOptions.IgnoreCase)]
    private static partial Regex Marker();

    [GeneratedRegex(@"(?<![†\w])\d{1,3}")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\s*(?:[-*•+>]|#{1,6}|\d{1,2}[.)])\s+")]
    private static partial Regex LineStart();

    [GeneratedRegex(@"</?[a-zA-Z!][^>\n]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\*+|__|`+")]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"\[([^\]]*)\]")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@" ([.,;:!?])(?=\s|$)")]
    private static partial Regex BlankBeforeStop();
}
