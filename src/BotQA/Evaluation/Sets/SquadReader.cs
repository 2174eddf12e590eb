using System.Text.Json;
using System.Text.Json.Serialization;
using BotQA.Knowledge.Documents;

namespace BotQA.Evaluation.Sets;

/// <summary>
/// Reads a SQuAD v1.1 or v2.0 file. Each paragraph is a document with the id <c>TITLE#N</c>, where N counts from 0 within the article.
/// The answer spans serve as gold quotes. A question without answers has none, as in SQuAD's own evaluation.
/// </summary>
internal static class SquadReader
{
    public static async Task<EvaluationSet> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var documents = new List<Document>();
        var questions = new List<EvaluationQuestion>();
        var questionIds = new HashSet<string>(StringComparer.Ordinal);
        var titles = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var article in (await DeserializeAsync(path, cancellationToken)).Data)
        {
            var title = article.Title ?? "";
            var occurrence = titles[title] = titles.GetValueOrDefault(title) + 1;
            var name = occurrence == 1 ? title : $"{title} ({occurrence})";
            foreach (var (number, paragraph) in article.Paragraphs.Index())
            {
                var document = new Document { Id = $"{name}#{number}", Title = title, Text = paragraph.Context };
                documents.Add(document);
                foreach (var entry in paragraph.Questions)
                {
                    questions.Add(questionIds.Add(entry.Id)
                        ? ToQuestion(entry, document)
                        : throw new EvaluationSetException($"{path}: the question id {entry.Id} occurs a second time, in {document.Id}."));
                }
            }
        }

        return questions.Count > 0
            ? new EvaluationSet { Name = Path.GetFileName(path), Documents = documents, Questions = questions }
            : throw new EvaluationSetException($"{path} holds no questions.");
    }

    private static async Task<SquadFile> DeserializeAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = EvaluationFile.Open(path);
        try
        {
            return await JsonSerializer.DeserializeAsync<SquadFile>(stream, EvaluationFile.Json, cancellationToken)
                ?? throw EvaluationFile.Damaged(path, 1, "null instead of a SQuAD object");
        }
        catch (JsonException e)
        {
            throw EvaluationFile.Damaged(path, (e.LineNumber ?? 0) + 1, EvaluationFile.ReasonOf(e), e);
        }
        catch (InvalidDataException e)
        {
            throw new EvaluationSetException($"{path}: the gzip data is damaged.", e);
        }
    }

    private static EvaluationQuestion ToQuestion(SquadQuestion entry, Document document)
    {
        var answers = entry.Answers ?? [];
        return new EvaluationQuestion
        {
            Id = entry.Id,
            Question = entry.Question,
            Answerable = answers.Count > 0,
            Answers = [.. answers.Select(a => a.Text)],
            Quotes = [.. answers.Select(a => Locate(a, document.Text)).OfType<TextSpan>().Distinct().Select(s => new GoldQuote(document.Id, s))],
            Documents = new Dictionary<string, int>(StringComparer.Ordinal) { [document.Id] = 1 },
        };
    }

    /// <summary>SQuAD counts code points; where its offset is wrong, the nearest place with the answer's text is meant.</summary>
    private static TextSpan? Locate(SquadAnswer answer, string context)
    {
        var start = TextSearch.OffsetOf(context, answer.Start);
        return TextSearch.FindAll(context, answer.Text).Cast<TextSpan?>().MinBy(s => Math.Abs(s!.Value.Start - start));
    }

    private sealed record SquadFile([property: JsonPropertyName("data")] IReadOnlyList<SquadArticle> Data);

    private sealed record SquadArticle([property: JsonPropertyName("paragraphs")] IReadOnlyList<SquadParagraph> Paragraphs)
    {
        [JsonPropertyName("title")]
        public string? Title { get; init; }
    }

    private sealed record SquadParagraph(
        [property: JsonPropertyName("context")] string Context,
        [property: JsonPropertyName("qas")] IReadOnlyList<SquadQuestion> Questions);

    private sealed record SquadQuestion(
        [property: JsonPropertyName("id")] string Id,
        [property: JsonPropertyName("question")] string Question)
    {
        [JsonPropertyName("answers")]
        public IReadOnlyList<SquadAnswer>? Answers { get; init; }
    }

    private sealed record SquadAnswer(
        [property: JsonPropertyName("text")] string Text,
        [property: JsonPropertyName("answer_start")] int Start);
}
