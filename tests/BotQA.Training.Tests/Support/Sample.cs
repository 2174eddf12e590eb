using System.Text.Json;
using BotQA.Knowledge.Embeddings;
using BotQA.Training.Data;

namespace BotQA.Training.Tests.Support;

/// <summary>Small data made for the tests.</summary>
internal static class Sample
{
    private static readonly Lazy<TextEncoder> SharedEncoder = new(() => new TextEncoder(new EmbeddedModel()));

    public static TextEncoder Encoder => SharedEncoder.Value;

    public static QaParagraph Paragraph(string text, string article = "", string set = "sample") => new(set, article, Encoder.Encode(text));

    public static QaQuestion Question(string question, QaParagraph paragraph, params string[] answers) =>
        new(question, question, paragraph, [.. answers.Select(a => Answer(paragraph, a))]);

    public static QaAnswer Answer(QaParagraph paragraph, string answer)
    {
        var start = paragraph.Text.IndexOf(answer, StringComparison.Ordinal);
        return new QaAnswer(answer, start, paragraph.Encoded.TokensOf(start, start + answer.Length));
    }

    /// <summary>Two articles of ten towns each, with two questions a passage.</summary>
    public static QaSet Towns(string set = "sample")
    {
        var paragraphs = Enumerable.Range(0, 20)
            .Select(i => Paragraph($"The town of Number{i} was founded in {1700 + i} by a merchant named Person{i}. Its market sells {i + 30} kinds of cheese.", $"Region {i % 2}", set))
            .ToList();
        var questions = paragraphs.SelectMany((p, i) => new[]
        {
            Question($"Who founded the town of Number{i}?", p, $"Person{i}"),
            Question($"In what year was the town of Number{i} founded?", p, $"{1700 + i}"),
        });
        return new QaSet(set, 1, paragraphs, [.. questions]);
    }

    /// <summary>Writes a SQuAD file of one paragraph and question for each article and text.</summary>
    public static void WriteSquad(string file, IEnumerable<(string Title, string Context, string Question, string Answer)> rows) =>
        File.WriteAllText(file, JsonSerializer.Serialize(new
        {
            data = rows.Select((r, i) => new
            {
                title = r.Title,
                paragraphs = new[]
                {
                    new
                    {
                        context = r.Context,
                        qas = new[]
                        {
                            new
                            {
                                id = $"q{i}",
                                question = r.Question,
                                answers = new[] { new { text = r.Answer, answer_start = r.Context.IndexOf(r.Answer, StringComparison.Ordinal) } },
                            },
                        },
                    },
                },
            }),
        }));
}
