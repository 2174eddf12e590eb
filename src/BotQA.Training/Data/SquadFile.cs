using System.IO.Compression;
using System.Text.Json;

namespace BotQA.Training.Data;

/// <summary>Reads SQuAD v1.1 files, plain or gzipped.</summary>
internal static class SquadFile
{
    public static (List<QaParagraph> Paragraphs, List<QaQuestion> Questions) Read(string file, string set, TextEncoder encoder)
    {
        using var json = Open(file);
        var contexts = json.RootElement.GetProperty("data").EnumerateArray()
            .SelectMany(article => article.GetProperty("paragraphs").EnumerateArray()
                .Select(paragraph => (Title: TitleOf(article), Json: paragraph)))
            .ToList();
        var paragraphs = contexts.AsParallel().AsOrdered()
            .Select(c => new QaParagraph(set, c.Title, encoder.Encode(c.Json.GetProperty("context").GetString()!)))
            .ToList();
        var questions = contexts.Zip(paragraphs).SelectMany(p => QuestionsOf(p.First.Json, p.Second)).ToList();
        return (paragraphs, questions);
    }

    private static JsonDocument Open(string file)
    {
        using var raw = File.OpenRead(file);
        using Stream stream = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        return JsonDocument.Parse(stream);
    }

    private static string TitleOf(JsonElement article) =>
        article.TryGetProperty("title", out var title) ? title.GetString() ?? "" : "";

    private static IEnumerable<QaQuestion> QuestionsOf(JsonElement json, QaParagraph paragraph)
    {
        foreach (var question in json.GetProperty("qas").EnumerateArray())
        {
            var answers = new List<QaAnswer>();
            foreach (var answer in question.GetProperty("answers").EnumerateArray())
            {
                var text = answer.GetProperty("text").GetString()!;
                var start = answer.GetProperty("answer_start").GetInt32();
                answers.Add(new QaAnswer(text, start, paragraph.Encoded.TokensOf(start, start + text.Length)));
            }

            yield return new QaQuestion(question.GetProperty("id").ToString(), question.GetProperty("question").GetString()!, paragraph, answers);
        }
    }
}
