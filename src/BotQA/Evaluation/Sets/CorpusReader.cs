using System.Text.Json.Serialization;
using BotQA.Knowledge.Documents;

namespace BotQA.Evaluation.Sets;

/// <summary>Reads <c>corpus.jsonl</c>, which BEIR folders and question sets share: <c>_id</c>, <c>title</c> and <c>text</c> a line.</summary>
internal static class CorpusReader
{
    public const string File = "corpus.jsonl";

    public static async Task<IReadOnlyList<Document>> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var path = EvaluationFile.Find(folder, File);
        var documents = new List<Document>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var (line, entry) in EvaluationFile.ReadJsonLinesAsync<Entry>(path, cancellationToken))
        {
            if (!ids.Add(entry.Id))
            {
                throw EvaluationFile.Damaged(path, line, $"the _id {entry.Id} occurs a second time");
            }

            documents.Add(new Document { Id = entry.Id, Title = entry.Title ?? "", Text = entry.Text });
        }

        return documents.Count > 0 ? documents : throw new EvaluationSetException($"{path} holds no documents.");
    }

    private sealed record Entry(
        [property: JsonPropertyName("_id")] string Id,
        [property: JsonPropertyName("text")] string Text)
    {
        [JsonPropertyName("title")]
        public string? Title { get; init; }
    }
}
