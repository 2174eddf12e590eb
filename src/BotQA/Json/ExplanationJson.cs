using System.Text.Json.Serialization;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Generation;
using BotQA.Knowledge.Retrieval;

namespace BotQA.Json;

/// <summary>How an answer came about.</summary>
/// <param name="Passages">The passages considered, best first.</param>
/// <param name="Evidence">The features behind the confidence, by name.</param>
/// <param name="Generation">How a model took part; left out when none was asked.</param>
internal sealed record ExplanationJson(
    IReadOnlyList<ExplainedPassageJson> Passages,
    IReadOnlyDictionary<string, double> Evidence,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] GenerationReport? Generation)
{
    public static ExplanationJson Of(Answer answer) => new(
        [.. answer.Retrieved.Select(p => new ExplainedPassageJson(
            p.Chunk.DocumentId, p.Chunk.Title, p.Chunk.Section.Length > 0 ? p.Chunk.Section : null, p.Chunk.Start, p.Chunk.End, p.Score, p.Scores))],
        answer.Evidence,
        answer.Generation);
}

/// <summary>A passage that was considered.</summary>
/// <param name="Document">The id of its document.</param>
/// <param name="Title">The title of its document.</param>
/// <param name="Section">The heading path, or null.</param>
/// <param name="Start">The offset of its first character in the canonical text.</param>
/// <param name="End">The offset after its last one.</param>
/// <param name="Score">The score the passages are ordered by.</param>
/// <param name="Scores">The scores of each stage.</param>
internal sealed record ExplainedPassageJson(
    string Document, string Title, string? Section, int Start, int End, double Score, PassageScores Scores);
