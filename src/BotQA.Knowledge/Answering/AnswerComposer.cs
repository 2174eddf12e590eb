using System.Text;
using BotQA.Knowledge.Citations;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Answering;

/// <summary>Puts ranked sentences together to an answer with citations.</summary>
internal sealed class AnswerComposer(IDocumentCatalog catalog, PassageMatcher matcher, int maxCitations)
{
    /// <summary>What is said when the documents don't answer.</summary>
    public const string NotInDocuments = "I couldn't find an answer to that in the documents.";

    /// <summary>What is said when the question is in another script than the documents.</summary>
    public const string OtherScript = "The documents are written in another script than your question. Please ask in the documents' language.";

    // A sentence that says the same of the same thing may score (in log-odds) this much below the best one to be cited beside it.
    private const double EqualScore = 3.0;

    // Two sentences that share at least this part of their terms (Jaccard index) say the same of the same thing.
    private const double SameStatement = 0.5;

    private readonly ShortAnswers _shortAnswers = new(matcher);

    /// <summary>The shortest text that answers.</summary>
    public string ShortAnswer(QuestionAnalysis question, SentenceCandidate candidate) => _shortAnswers.Of(question, candidate);

    /// <summary>Composes an answer of the best sentence and of other documents' sentences that confirm or contradict it.</summary>
    /// <param name="question">The question.</param>
    /// <param name="ranked">The sentences, best first; at least one.</param>
    /// <returns>The answer; null when the best sentence's document isn't there any more or has another text.</returns>
    public ComposedAnswer? Compose(QuestionAnalysis question, IReadOnlyList<SentenceCandidate> ranked)
    {
        var best = ranked[0];
        if (Cite(best) is null)
        {
            return null;
        }

        var answer = ShortAnswer(question, best);
        var chosen = new List<SentenceCandidate> { best };
        var disagree = false;
        foreach (var other in ranked.Skip(1).Where(other => best.Score - other.Score <= EqualScore))
        {
            if (chosen.Count == maxCitations || chosen.Exists(c => c.Passage.Chunk.DocumentId == other.Passage.Chunk.DocumentId) || !(IsSameStatement(best, other) || IsSameAnswer(best, other)))
            {
                continue;
            }

            chosen.Add(other);
            disagree |= best.Phrases.Count > 0 && other.Phrases.Count > 0
                && !AnswerWords.Agree(answer, ShortAnswer(question, other));
        }

        var citations = chosen.Select(Cite).OfType<(Document Document, TextSpan Span)>().Select((cited, i) => Citation.Of(i + 1, cited.Document, cited.Span)).ToList();
        return new ComposedAnswer(answer, Text(citations, disagree), citations);
    }

    private static string Text(List<Citation> citations, bool disagree)
    {
        if (!disagree)
        {
            return string.Join(' ', citations.Take(1).Select(citation => citation.Quote)) + string.Concat(citations.Select(citation => $" [{citation.Number}]"));
        }

        var text = new StringBuilder("The documents disagree:");
        foreach (var citation in citations)
        {
            text.Append("\n\n").Append(citation.Quote).Append(" [").Append(citation.Number).Append(']');
        }

        return text.ToString();
    }

    // The reader takes both for answers, and they are the same.
    private static bool IsSameAnswer(SentenceCandidate a, SentenceCandidate b) =>
        a.Reading?.Score > 0 && b.Reading?.Score > 0 && AnswerWords.Agree(a.Answer, b.Answer);

    private bool IsSameStatement(SentenceCandidate a, SentenceCandidate b)
    {
        var first = matcher.Tokens(a.Text).Select(token => token.Term).ToHashSet(StringComparer.Ordinal);
        var second = matcher.Tokens(b.Text).Select(token => token.Term).ToHashSet(StringComparer.Ordinal);
        var shared = first.Count(second.Contains);
        var all = first.Count + second.Count - shared;
        return all > 0 && (double)shared / all >= SameStatement;
    }

    // A sentence about "he" or "this" is quoted together with the one before it, which says who or what that is.
    private (Document Document, TextSpan Span)? Cite(SentenceCandidate candidate)
    {
        var chunk = candidate.Passage.Chunk;
        if (!catalog.TryGetSource(chunk, out var document) || !candidate.Span.IsWithin(document.Text))
        {
            return null;
        }

        var span = candidate.Span;
        if (candidate.Index > 0 && Pronouns.IsSubject(candidate.Text))
        {
            var previous = new TextSpan(chunk.SentenceOffsets[2 * (candidate.Index - 1)], chunk.SentenceOffsets[(2 * candidate.Index) - 1]);
            if (previous.End <= span.Start && document.Text.AsSpan(previous.End, span.Start - previous.End).IndexOf('\n') < 0)
            {
                span = new TextSpan(previous.Start, span.End);
            }
        }

        return (document, span);
    }
}
