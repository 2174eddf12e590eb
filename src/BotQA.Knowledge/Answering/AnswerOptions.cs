using BotQA.Knowledge.Conversations;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Answering;

/// <summary>What one question searches, what was said before it, and who hears of the answer while it grows.</summary>
public sealed record AnswerOptions
{
    /// <summary>The ids of the documents to search; null for all.</summary>
    public IReadOnlyCollection<string>? DocumentIds { get; init; }

    /// <summary>
    /// Chunks searched beside the index, for this question alone; null for none. All are compared, so there should be a few thousand at
    /// most. Their documents have to be found in the <see cref="IDocumentCatalog"/>, or they can't be cited.
    /// </summary>
    public IReadOnlyList<KnowledgeChunk>? AdditionalChunks { get; init; }

    /// <summary>The conversation before the question, which a follow-up question needs to be understood; empty for a question of its own.</summary>
    public ConversationHistory History { get; init; } = ConversationHistory.Empty;

    /// <summary>What was said before and belongs to the question: passages that fit it too are preferred. Null for a question of its own.</summary>
    public string? Context { get; init; }

    /// <summary>The quotes that were shown already; sentences of them are no answer any more.</summary>
    public IReadOnlyList<CitedQuote> Shown { get; init; } = [];

    /// <summary>Whether a question that can mean several things is answered by asking which is meant (<see cref="Answer.Readings"/>). Default false.</summary>
    public bool OffersReadings { get; init; }

    /// <summary>Whether a model may write the answer, where one is configured. Default true.</summary>
    public bool MayGenerate { get; init; } = true;

    /// <summary>
    /// Hears of a generated answer each time a verified sentence was added. The text and the citations of the final answer begin with those
    /// reported. Null when nobody listens.
    /// </summary>
    public IProgress<Answer>? Progress { get; init; }
}
