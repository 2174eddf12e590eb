using System.Globalization;
using System.Text.Json.Serialization;

namespace BotQA.Evaluation.Sets;

/// <summary>Reads a BEIR folder: <c>corpus.jsonl</c>, <c>queries.jsonl</c> and <c>qrels/test.tsv</c>. Only judged queries are asked.</summary>
internal static class BeirReader
{
    public const string QueriesFile = "queries.jsonl";

    public static async Task<EvaluationSet> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var judgements = await ReadJudgementsAsync(EvaluationFile.Find(folder, Path.Combine("qrels", "test.tsv")), cancellationToken);
        return new EvaluationSet
        {
            Name = Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar)),
            Documents = await CorpusReader.ReadAsync(folder, cancellationToken),
            Questions = await ReadQueriesAsync(EvaluationFile.Find(folder, QueriesFile), judgements, cancellationToken),
            IgnoresOwnDocument = true,
        };
    }

    private static async Task<Dictionary<string, Dictionary<string, int>>> ReadJudgementsAsync(string path, CancellationToken cancellationToken)
    {
        var judgements = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        await foreach (var (line, text) in EvaluationFile.ReadLinesAsync(path, cancellationToken))
        {
            var fields = text.Split('\t', StringSplitOptions.TrimEntries);
            if (fields.Length == 3 && int.TryParse(fields[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var grade))
            {
                if (!judgements.TryGetValue(fields[0], out var grades))
                {
                    judgements.Add(fields[0], grades = new Dictionary<string, int>(StringComparer.Ordinal));
                }

                grades[fields[1]] = grade;
            }
            else if (line > 1)
            {
                throw EvaluationFile.Damaged(path, line, "three fields between tabs were expected: query id, document id, grade");
            }
        }

        return judgements;
    }

    private static async Task<IReadOnlyList<EvaluationQuestion>> ReadQueriesAsync(
        string path, Dictionary<string, Dictionary<string, int>> judgements, CancellationToken cancellationToken)
    {
        var questions = new List<EvaluationQuestion>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var (line, query) in EvaluationFile.ReadJsonLinesAsync<Query>(path, cancellationToken))
        {
            if (!ids.Add(query.Id))
            {
                throw EvaluationFile.Damaged(path, line, $"the _id {query.Id} occurs a second time");
            }

            if (judgements.TryGetValue(query.Id, out var grades))
            {
                questions.Add(new EvaluationQuestion { Id = query.Id, Question = query.Text, Documents = grades });
            }
        }

        return questions.Count > 0 ? questions : throw new EvaluationSetException($"{path} holds no query that qrels/test.tsv judges.");
    }

    private sealed record Query(
        [property: JsonPropertyName("_id")] string Id,
        [property: JsonPropertyName("text")] string Text);
}
