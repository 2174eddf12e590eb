using System.Text.Json.Serialization;
using BotQA.Knowledge.Documents;

namespace BotQA.Evaluation.Sets;

/// <summary>
/// Reads a question-set folder: <c>corpus.jsonl</c>, and <c>questions.jsonl</c> with <c>id</c>, <c>question</c>, <c>history</c>?,
/// <c>answerable</c> (true, false or null), <c>answers</c>?, <c>quotes</c>? and <c>documents</c> a line. Without <c>corpus.jsonl</c> its
/// questions are about the folder of documents.
/// </summary>
internal static class QuestionSetReader
{
    public const string QuestionsFile = "questions.jsonl";

    public static async Task<EvaluationSet> ReadAsync(
        string folder, Func<CancellationToken, Task<IReadOnlyList<Document>>>? readKnowledge, CancellationToken cancellationToken)
    {
        var documents = readKnowledge is null || EvaluationFile.Exists(folder, CorpusReader.File)
            ? await CorpusReader.ReadAsync(folder, cancellationToken)
            : await readKnowledge(cancellationToken);
        var texts = documents.ToDictionary(d => d.Id, d => d.Text, StringComparer.Ordinal);
        var path = EvaluationFile.Find(folder, QuestionsFile);
        var questions = new List<EvaluationQuestion>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var unlocated = 0;
        await foreach (var (line, entry) in EvaluationFile.ReadJsonLinesAsync<Entry>(path, cancellationToken))
        {
            if (!ids.Add(entry.Id))
            {
                throw EvaluationFile.Damaged(path, line, $"the id {entry.Id} occurs a second time");
            }

            var quotes = new List<GoldQuote>();
            foreach (var quote in entry.Quotes ?? [])
            {
                var found = Locate(quote, entry.Documents ?? [], texts).ToList();
                quotes.AddRange(found);
                unlocated += found.Count == 0 ? 1 : 0;
            }

            questions.Add(new EvaluationQuestion
            {
                Id = entry.Id,
                Question = entry.Question,
                History = [.. (entry.History ?? []).Select(t => new EvaluationTurn(t.Role, t.Text))],
                Answerable = entry.Answerable,
                Answers = entry.Answerable == false ? [] : entry.Answers ?? [],
                Quotes = quotes,
                Documents = (entry.Documents ?? []).Distinct(StringComparer.Ordinal).ToDictionary(d => d, _ => 1, StringComparer.Ordinal),
            });
        }

        return questions.Count == 0
            ? throw new EvaluationSetException($"{path} holds no questions.")
            : new EvaluationSet
            {
                Name = Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar)),
                Documents = documents,
                Questions = questions,
                UnlocatedQuotes = unlocated,
            };
    }

    private static IEnumerable<GoldQuote> Locate(string quote, IReadOnlyList<string> documentIds, Dictionary<string, string> texts)
    {
        foreach (var id in documentIds.Distinct(StringComparer.Ordinal))
        {
            foreach (var span in texts.TryGetValue(id, out var text) ? TextSearch.FindAll(text, quote) : [])
            {
                yield return new GoldQuote(id, span);
            }
        }
    }

    private sealed record Entry(
        [property: JsonPropertyName("id")] string Id,
        [property: JsonPropertyName("question")] string Question)
    {
        [JsonPropertyName("history")]
        public IReadOnlyList<Turn>? History { get; init; }

        [JsonPropertyName("answerable")]
        public bool? Answerable { get; init; }

        [JsonPropertyName("answers")]
        public IReadOnlyList<string>? Answers { get; init; }

        [JsonPropertyName("quotes")]
        public IReadOnlyList<string>? Quotes { get; init; }

        [JsonPropertyName("documents")]
        public IReadOnlyList<string>? Documents { get; init; }
    }

    private sealed record Turn(
        [property: JsonPropertyName("role")] string Role,
        [property: JsonPropertyName("text")] string Text);
}
