using System.IO.Compression;
using System.Text.Json;
using BotQA.Training.Unanswerable;

namespace BotQA.Training.Data;

/// <summary>
/// Questions with a sentence that answers them, in which nobody marked the answer: other readers can teach on them. The sentence is set
/// among others that are like it, as the passages are lost that it was taken from.
/// </summary>
internal sealed class QuestionPairs
{
    private const int Similar = 6;
    private const int SentencesAdded = 3;

    private readonly List<(string Question, QaParagraph Sentence)> _pairs;
    private readonly Bm25Index _sentences;
    private readonly TextEncoder _encoder;

    private QuestionPairs(List<(string Question, QaParagraph Sentence)> pairs, TextEncoder encoder)
    {
        _pairs = pairs;
        _sentences = new Bm25Index([.. pairs.Select(p => p.Sentence)]);
        _encoder = encoder;
    }

    public int Count => _pairs.Count;

    /// <summary>Reads gzipped JSON lines with <c>question</c> and <c>positive</c> or <c>positives</c>, leaving out what is held out of <paramref name="corpus"/>.</summary>
    public static QuestionPairs Load(IEnumerable<string> files, TextEncoder encoder, Corpus corpus)
    {
        var known = corpus.Training.Concat(corpus.HeldOut).SelectMany(s => s.Questions).Select(q => AnswerScore.Normalize(q.Text)).ToHashSet(StringComparer.Ordinal);
        var heldOut = corpus.HeldOut.SelectMany(s => s.Paragraphs).ToList();
        var overlap = new TextOverlap(heldOut);
        var shortTexts = string.Join('\n', heldOut.Select(p => p.Normalized));
        var pairs = files.SelectMany(Lines)
            .Where(p => !known.Contains(AnswerScore.Normalize(p.Question)))
            .AsParallel().AsOrdered()
            .Select(p => (p.Question, Sentence: new QaParagraph("pairs", "", encoder.Encode(p.Sentence))))
            .Where(p => !overlap.IsLeak(p.Sentence) && !shortTexts.Contains(p.Sentence.Normalized, StringComparison.Ordinal))
            .ToList();
        return new QuestionPairs(pairs, encoder);
    }

    /// <summary>The question of number <paramref name="index"/> with its sentence among three that are like it, or with these alone.</summary>
    public QaQuestion Draw(int index, bool withAnswer, Random random)
    {
        var (question, sentence) = _pairs[index];
        var others = _sentences.Search(withAnswer ? sentence.Text : question, Similar + 1)
            .Select(s => s.Paragraph.Text).Where(t => t != sentence.Text).ToArray();
        random.Shuffle(others);
        var chosen = others.Take(SentencesAdded).ToList();
        if (withAnswer || chosen.Count == 0)
        {
            chosen.Insert(random.Next(chosen.Count + 1), sentence.Text);
        }

        return new QaQuestion($"pairs-{index}", question, new QaParagraph("pairs", "", _encoder.Encode(string.Join(' ', chosen))), []);
    }

    private static IEnumerable<(string Question, string Sentence)> Lines(string file)
    {
        using var unzipped = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (unzipped.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var sentence = json.RootElement.TryGetProperty("positive", out var one) ? one : json.RootElement.GetProperty("positives")[0];
            yield return (json.RootElement.GetProperty("question").GetString()!.Trim(), sentence.GetString()!.Trim());
        }
    }
}
