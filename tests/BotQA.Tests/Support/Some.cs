using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Citations;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;

namespace BotQA.Tests.Support;

/// <summary>Objects for tests that need some, whichever.</summary>
internal static class Some
{
    public static Document Document(string id = "truce.txt", string text = "Russia declared a 72-hour truce. Fighting went on.", string title = "The truce") =>
        new() { Id = id, Title = title, Text = text };

    /// <summary>An answer that cites <paramref name="quote"/> in the document.</summary>
    public static Answer Answered(string question, string answer, Document document, string quote, double confidence = 0.9, params string[] retrieved)
    {
        var start = document.Text.IndexOf(quote, StringComparison.Ordinal);
        return new Answer
        {
            Status = AnswerStatus.Answered,
            Question = question,
            ShortAnswer = answer,
            Text = $"{quote} [1]",
            Confidence = confidence,
            Citations = [Citation.Of(1, document, new TextSpan(start, start + quote.Length))],
            Retrieved = [.. (retrieved.Length > 0 ? retrieved : [document.Id]).Select(Passage)],
            Evidence = new Dictionary<string, double> { ["coverage"] = 0.75 },
            Elapsed = TimeSpan.FromMilliseconds(18.25),
        };
    }

    public static Answer NotFound(string question, double confidence = 0.1, AnswerCandidate? candidate = null, IReadOnlyList<Citation>? related = null, params string[] retrieved) => new()
    {
        Status = AnswerStatus.NotFound,
        Reason = NotFoundReason.NotInDocuments,
        Question = question,
        ShortAnswer = "",
        Text = "That is not in the documents.",
        Confidence = confidence,
        Citations = [],
        Candidate = candidate,
        Related = related ?? [],
        Retrieved = [.. retrieved.Select(Passage)],
        Elapsed = TimeSpan.FromMilliseconds(10),
    };

    public static RetrievedPassage Passage(string documentId, int index = 0) => new(
        new KnowledgeChunk
        {
            Key = $"{documentId}#{index}",
            DocumentId = documentId,
            Index = index,
            Title = "A title",
            Section = "",
            Text = "Some text.",
            Start = 0,
            End = 10,
            SentenceOffsets = [0, 10],
        },
        Score: 0.8,
        new PassageScores { Keyword = 12.5, Vector = 0.9, Sentence = 0.85, Window = 0.6 });
}
