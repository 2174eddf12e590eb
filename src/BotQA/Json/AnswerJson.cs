using System.Text.Json.Serialization;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Retrieval;

namespace BotQA.Json;

/// <summary>An answer as <c>ask --json</c> and <c>POST /api/ask</c> give it. Scripts read it: add fields, never rename one.</summary>
internal record AnswerJson
{
    public const int MaxRetrieved = 10;

    /// <summary><c>answered</c> or <c>notFound</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The standalone question that was searched.</summary>
    public required string Question { get; init; }

    /// <summary>The shortest text that answers; empty when not found.</summary>
    public required string Answer { get; init; }

    /// <summary>What a person reads, with <c>[n]</c> markers.</summary>
    public required string Text { get; init; }

    /// <summary>The probability, 0 to 1, that the documents answer the question.</summary>
    public required double Confidence { get; init; }

    /// <summary>The quotes the answer rests on; empty when not found.</summary>
    public required IReadOnlyList<CitationJson> Citations { get; init; }

    /// <summary>The distinct documents found, best first, at most <see cref="MaxRetrieved"/>.</summary>
    public required IReadOnlyList<string> Retrieved { get; init; }

    /// <summary>From question to answer, in milliseconds.</summary>
    public required double ElapsedMs { get; init; }

    /// <summary>Why nothing was found, for example <c>notInDocuments</c> or <c>tooLong</c>; left out when answered.</summary>
    [JsonPropertyOrder(2)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NotFoundReason? Reason { get; init; }

    /// <summary>The question as it was put, where another one was searched; else left out.</summary>
    [JsonPropertyOrder(2)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Asked { get; init; }

    /// <summary>Quotes of the closest passages when not found, else left out. They are no answer.</summary>
    [JsonPropertyOrder(2)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CitationJson>? Related { get; init; }

    /// <summary>A word to the reader about how the answer came about; left out mostly.</summary>
    [JsonPropertyOrder(2)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    /// <summary>Whether a model wrote the text; left out when none did.</summary>
    [JsonPropertyOrder(2)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Generated { get; init; }

    /// <summary>How the answer came about; left out unless asked for.</summary>
    [JsonPropertyOrder(3)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ExplanationJson? Explain { get; init; }

    public static AnswerJson Of(Answer answer, bool explain = false) => new()
    {
        Status = StatusOf(answer),
        Question = answer.Question,
        Answer = answer.ShortAnswer,
        Text = answer.Text,
        Confidence = answer.Confidence,
        Citations = [.. answer.Citations.Select(CitationJson.Of)],
        Retrieved = [.. DocumentsOf(answer.Retrieved).Take(MaxRetrieved)],
        ElapsedMs = MillisecondsOf(answer.Elapsed),
        Reason = answer.Reason,
        Asked = answer.AskedQuestion,
        Related = answer.Related.Count > 0 ? [.. answer.Related.Select(CitationJson.Of)] : null,
        Note = answer.Note,
        Generated = answer.IsGenerated,
        Explain = explain ? ExplanationJson.Of(answer) : null,
    };

    public static string StatusOf(Answer answer) => answer.Status == AnswerStatus.Answered ? "answered" : "notFound";

    public static double MillisecondsOf(TimeSpan elapsed) => Math.Round(elapsed.TotalMilliseconds, 1);

    /// <summary>The ids of the passages' documents, each once, in the order of their best passages.</summary>
    public static IEnumerable<string> DocumentsOf(IEnumerable<RetrievedPassage> passages) =>
        passages.Select(p => p.Chunk.DocumentId).Distinct(StringComparer.Ordinal);
}
