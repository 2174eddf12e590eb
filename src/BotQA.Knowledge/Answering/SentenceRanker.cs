using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Answering;

/// <summary>Orders the sentences of the best passages by how well they answer the question.</summary>
internal sealed class SentenceRanker(PassageMatcher matcher)
{
    /// <summary>The passages whose sentences are looked at.</summary>
    public const int Passages = 8;

    private readonly LinearModel _unread = LinearModel.Load("sentence-ranking", SentenceFeatures.Names);
    private readonly LinearModel _read = LinearModel.Load("sentence-ranking-reader", SentenceFeatures.NamesWithReader);

    /// <summary>The sentences, best first; equal scores in the order of the passages and of the text.</summary>
    public IReadOnlyList<SentenceCandidate> Rank(ReadRetrieval retrieval)
    {
        var model = retrieval.IsRead ? _read : _unread;
        return [.. Candidates(retrieval).Select(candidate => candidate with { Score = model.Score(candidate.Features) }).OrderByDescending(candidate => candidate.Score)];
    }

    /// <summary>The sentences in the order of the passages, not scored yet.</summary>
    public IEnumerable<SentenceCandidate> Candidates(ReadRetrieval retrieval)
    {
        var question = retrieval.Question;
        var type = AnswerTypeClassifier.Classify(question.Text);
        var phrases = new QuestionPhrases(question.Text);
        var seen = new HashSet<(string, int)>();
        foreach (var (passage, reading) in retrieval.Passages.Take(Passages))
        {
            var chunk = passage.Chunk;
            var match = matcher.Match(question, chunk);
            var rowShare = BestRowShare(question, chunk, match);
            for (var i = 0; i < match.Terms.Length; i++)
            {
                var span = new TextSpan(chunk.SentenceOffsets[2 * i], chunk.SentenceOffsets[(2 * i) + 1]);
                if (!seen.Add((chunk.DocumentId, span.Start)))
                {
                    continue;
                }

                var text = chunk.Text[(span.Start - chunk.Start)..(span.End - chunk.Start)];
                var answers = phrases.New(text, PhraseFinder.Find(text, type));
                var sentence = IsRow(text) && question.ShareOf(match.Terms[i]) < rowShare ? null : reading?.Sentences[i];
                var features = SentenceFeatures.Extract(question, type, passage, match, i, text, answers, phrases.Overlap(text));
                yield return new SentenceCandidate
                {
                    Passage = passage,
                    Index = i,
                    Span = span,
                    Text = text,
                    Terms = match.Terms[i],
                    Similarity = match.Similarities[i],
                    Phrases = answers,
                    Reading = sentence,
                    Features = retrieval.IsRead ? [.. features, .. SentenceFeatures.OfReading(reading, sentence)] : features,
                };
            }
        }
    }

    // The reader was trained on prose and doesn't tell the rows of a table apart: only those that name most of what is asked for count as read.
    private static double BestRowShare(QuestionAnalysis question, KnowledgeChunk chunk, PassageMatch match) => Enumerable.Range(0, match.Terms.Length)
        .Where(i => IsRow(chunk.Text.AsSpan(chunk.SentenceOffsets[2 * i] - chunk.Start, chunk.SentenceOffsets[(2 * i) + 1] - chunk.SentenceOffsets[2 * i])))
        .Select(i => question.ShareOf(match.Terms[i]))
        .DefaultIfEmpty()
        .Max();

    // "Vessel: Ketch | Fee: 55 crowns"
    private static bool IsRow(ReadOnlySpan<char> sentence) => sentence.Contains(" | ", StringComparison.Ordinal) && sentence.Contains(": ", StringComparison.Ordinal);
}
