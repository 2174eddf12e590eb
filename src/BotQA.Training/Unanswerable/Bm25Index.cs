using BotQA.Training.Data;

namespace BotQA.Training.Unanswerable;

/// <summary>A plain BM25 index (k1 1.2, b 0.75) over passages.</summary>
internal sealed class Bm25Index
{
    private const double K1 = 1.2;
    private const double B = 0.75;

    private readonly IReadOnlyList<QaParagraph> _paragraphs;
    private readonly Dictionary<string, List<(int Paragraph, int Count)>> _postings = new(StringComparer.Ordinal);
    private readonly int[] _lengths;
    private readonly double _meanLength;

    public Bm25Index(IReadOnlyList<QaParagraph> paragraphs)
    {
        _paragraphs = paragraphs;
        _lengths = new int[paragraphs.Count];
        for (var i = 0; i < paragraphs.Count; i++)
        {
            var words = AnswerScore.Words(paragraphs[i].Text);
            _lengths[i] = words.Length;
            foreach (var (word, count) in words.CountBy(w => w, StringComparer.Ordinal))
            {
                (_postings.TryGetValue(word, out var list) ? list : _postings[word] = []).Add((i, count));
            }
        }

        _meanLength = Math.Max(1, _lengths.DefaultIfEmpty().Average());
    }

    /// <summary>The passages that share words with <paramref name="question"/>, best first; equal scores in the passages' order.</summary>
    public IEnumerable<(QaParagraph Paragraph, double Score)> Search(string question, int count)
    {
        var scores = new Dictionary<int, double>();
        foreach (var word in AnswerScore.Words(question).Distinct(StringComparer.Ordinal))
        {
            if (!_postings.TryGetValue(word, out var list) || (_paragraphs.Count > 20 && list.Count > _paragraphs.Count / 3))
            {
                continue;
            }

            var idf = Math.Log(1 + ((_paragraphs.Count - list.Count + 0.5) / (list.Count + 0.5)));
            foreach (var (paragraph, frequency) in list)
            {
                var norm = K1 * (1 - B + (B * _lengths[paragraph] / _meanLength));
                scores[paragraph] = scores.GetValueOrDefault(paragraph) + (idf * frequency * (K1 + 1) / (frequency + norm));
            }
        }

        return scores.OrderByDescending(s => s.Value).ThenBy(s => s.Key).Take(count).Select(s => (_paragraphs[s.Key], s.Value));
    }
}
