using System.Text.Json;

namespace BotQA.Benchmarks.Embeddings;

/// <summary>The paragraphs and questions of a file in SQuAD's format.</summary>
internal sealed record SquadFile(IReadOnlyList<string> Paragraphs, IReadOnlyList<(string Text, int Paragraph)> Questions)
{
    public static SquadFile Read(string path)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        var paragraphs = new List<string>();
        var questions = new List<(string Text, int Paragraph)>();
        foreach (var paragraph in json.RootElement.GetProperty("data").EnumerateArray().SelectMany(article => article.GetProperty("paragraphs").EnumerateArray()))
        {
            questions.AddRange(paragraph.GetProperty("qas").EnumerateArray().Select(question => (question.GetProperty("question").GetString()!, paragraphs.Count)));
            paragraphs.Add(paragraph.GetProperty("context").GetString()!);
        }

        return new SquadFile(paragraphs, questions);
    }

    /// <summary>At most <paramref name="count"/> paragraphs, spread evenly over the file.</summary>
    public IReadOnlyList<string> SampleParagraphs(int count)
    {
        var taken = Math.Min(count, Paragraphs.Count);
        return [.. Enumerable.Range(0, taken).Select(i => Paragraphs[(int)((long)i * Paragraphs.Count / taken)])];
    }
}
