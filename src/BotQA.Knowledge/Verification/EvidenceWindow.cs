using System.Text.RegularExpressions;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Verification;

/// <summary>Sentences of a passage, one after the other, that a statement may rest on.</summary>
/// <param name="Chunk">The passage.</param>
/// <param name="Span">The sentences, as a span of the document's canonical text.</param>
/// <param name="SentenceStarts">Where in <see cref="Text"/> a new statement begins.</param>
/// <param name="ContextTerms">The terms of title, heading, and of the name that a pronoun at the beginning stands for.</param>
internal sealed partial record EvidenceWindow(KnowledgeChunk Chunk, TextSpan Span, IReadOnlyList<int> SentenceStarts, IReadOnlySet<string> ContextTerms)
{
    /// <summary>The share of a statement's words that each sentence of a quote has to add.</summary>
    public const double WorthQuoting = 0.15;

    private const int MaxInRow = 3;
    private const int MaxElsewhere = 2;

    // The share that a further sentence has to add: in the row, and from elsewhere.
    private const double WorthInRow = 0.04;
    private const double WorthElsewhere = 0.15;

    /// <summary>The sentences as they stand in the document.</summary>
    public string Text => Chunk.Text[(Span.Start - Chunk.Start)..(Span.End - Chunk.Start)];

    /// <summary>
    /// The sentences of a passage that have most of a statement's words: as many in a row as may be, and single ones from elsewhere that have
    /// words which those lack. In the order of the passage; empty when they have none.
    /// </summary>
    /// <param name="statement">The statement.</param>
    /// <param name="chunk">The passage.</param>
    /// <param name="matcher">Finds the stems of words.</param>
    /// <param name="worthInRow">The share of the statement's words that a further sentence in the row has to add.</param>
    public static List<EvidenceWindow> Select(IReadOnlyList<StatementWord> statement, KnowledgeChunk chunk, PassageMatcher matcher, double worthInRow = WorthInRow)
    {
        var wanted = statement.Where(word => !word.IsLight).Select(word => word.Term).ToHashSet(StringComparer.Ordinal);
        var sentences = Enumerable.Range(0, chunk.SentenceOffsets.Count / 2)
            .Select(i => new TextSpan(chunk.SentenceOffsets[2 * i], chunk.SentenceOffsets[(2 * i) + 1]))
            .ToList();
        var terms = sentences.ConvertAll(span => StatementReader.Read(TextOf(chunk, span), matcher).Select(word => word.Term).ToHashSet(StringComparer.Ordinal));
        var (first, last, best) = (-1, -1, 0.0);
        for (var i = 0; i < sentences.Count; i++)
        {
            for (var j = i; j < Math.Min(sentences.Count, i + MaxInRow); j++)
            {
                var score = ((double)wanted.Count(term => terms[i..(j + 1)].Exists(sentence => sentence.Contains(term))) / wanted.Count) - (worthInRow * (j - i));
                if (score > best)
                {
                    (first, last, best) = (i, j, score);
                }
            }
        }

        if (first < 0)
        {
            return [];
        }

        var windows = new List<EvidenceWindow> { Of(chunk, sentences, first, last, matcher) };
        var missing = wanted.Where(term => !windows[0].ContextTerms.Contains(term) && !terms[first..(last + 1)].Exists(sentence => sentence.Contains(term))).ToHashSet(StringComparer.Ordinal);
        while (windows.Count <= MaxElsewhere)
        {
            var next = Enumerable.Range(0, sentences.Count).MaxBy(i => missing.Count(terms[i].Contains));
            if (missing.Count(terms[next].Contains) < WorthElsewhere * wanted.Count)
            {
                break;
            }

            windows.Add(Of(chunk, sentences, next, next, matcher));
            missing.ExceptWith(terms[next]);
        }

        return Joined(windows, chunk, sentences, matcher);
    }

    // Windows that touch, as a pronoun's name may bring its sentence along, are one.
    private static List<EvidenceWindow> Joined(List<EvidenceWindow> windows, KnowledgeChunk chunk, List<TextSpan> sentences, PassageMatcher matcher)
    {
        var joined = new List<EvidenceWindow>();
        foreach (var window in windows.OrderBy(window => window.Span.Start))
        {
            if (joined is [.., var before] && First(window) <= Last(before) + 1)
            {
                joined[^1] = Of(chunk, sentences, First(before), Math.Max(Last(before), Last(window)), matcher);
            }
            else
            {
                joined.Add(window);
            }
        }

        return joined;

        int First(EvidenceWindow window) => sentences.FindIndex(sentence => sentence.Start == window.Span.Start);
        int Last(EvidenceWindow window) => sentences.FindIndex(sentence => sentence.End == window.Span.End);
    }

    private static EvidenceWindow Of(KnowledgeChunk chunk, List<TextSpan> sentences, int first, int last, PassageMatcher matcher)
    {
        var context = matcher.Tokens(chunk.Title).Concat(matcher.Tokens(chunk.Section)).Select(token => token.Term).ToHashSet(StringComparer.Ordinal);
        for (var i = last; i >= first; i--)
        {
            if (Pronouns.IsSubject(TextOf(chunk, sentences[i])) && Antecedent(chunk, sentences, i) is var (sentence, name))
            {
                context.UnionWith(matcher.Tokens(name).Select(token => token.Term));
                first = sentence == first - 1 ? sentence : first;
            }
        }

        var span = new TextSpan(sentences[first].Start, sentences[last].End);
        var starts = Enumerable.Range(first, last - first + 1).SelectMany(i => PartsOf(TextOf(chunk, sentences[i])).Select(start => start + sentences[i].Start - span.Start));
        return new EvidenceWindow(chunk, span, [.. starts], context);
    }

    // Whom "she" means: the name that the nearest sentence before begins with.
    private static (int Sentence, string Name)? Antecedent(KnowledgeChunk chunk, List<TextSpan> sentences, int pronoun)
    {
        for (var i = pronoun - 1; i >= 0; i--)
        {
            if (LeadingName().Match(TextOf(chunk, sentences[i])) is { Success: true } match)
            {
                return (i, match.Groups["name"].Value);
            }
        }

        return null;
    }

    private static string TextOf(KnowledgeChunk chunk, TextSpan span) => chunk.Text[(span.Start - chunk.Start)..(span.End - chunk.Start)];

    // What stands after a semicolon, "while" or ", but" is a statement of its own.
    private static IEnumerable<int> PartsOf(string sentence) => PartBorder().Matches(sentence).Select(border => border.Index + border.Length).Prepend(0);

    [GeneratedRegex(@";\s|,\s(?=while\b|whereas\b|but\s(?!(?:they|it|he|she|this|these|is|are|was|were|has|have|had|can|may|must|will|does|do|did|not|never)\b))")]
    private static partial Regex PartBorder();

    [GeneratedRegex(@"^(?:(?:On|In|At|Since|Before|After|During|By)\s[^,]{1,40},\s+)?(?<name>(?:The\s+)?(?!(?:He|She|It|They|This|These)\b)\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}'’-]+)*)")]
    private static partial Regex LeadingName();
}
