using System.Text.Json.Serialization;
using BotQA.Knowledge.Answering;

namespace BotQA.Json;

/// <summary>One line of <c>eval --predictions</c>: an answer with the id of its question and, when not found, the best rejected answer.</summary>
internal sealed record PredictionJson : AnswerJson
{
    [JsonPropertyOrder(-1)]
    public required string Id { get; init; }

    /// <summary>The best answer that was not good enough; null when answered, or when there was none.</summary>
    [JsonPropertyOrder(1)]
    public required CandidateJson? Candidate { get; init; }

    /// <param name="id">The question's id.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="retrieved">The distinct documents the evaluation counts, best first.</param>
    public static PredictionJson Of(string id, Answer answer, IReadOnlyList<string> retrieved) => new()
    {
        Id = id,
        Status = StatusOf(answer),
        Question = answer.Question,
        Answer = answer.ShortAnswer,
        Text = answer.Text,
        Confidence = answer.Confidence,
        Citations = [.. answer.Citations.Select(CitationJson.Of)],
        Retrieved = retrieved,
        ElapsedMs = MillisecondsOf(answer.Elapsed),
        Candidate = answer.Candidate is { } candidate ? CandidateJson.Of(candidate) : null,
    };
}

/// <summary>An answer that stayed below the threshold.</summary>
/// <param name="Answer">The shortest text that would have answered.</param>
/// <param name="Quote">The sentence it came from.</param>
/// <param name="Document">The document of the sentence.</param>
internal sealed record CandidateJson(string Answer, string Quote, string Document)
{
    public static CandidateJson Of(AnswerCandidate candidate) => new(candidate.ShortAnswer, candidate.Quote, candidate.DocumentId);
}
