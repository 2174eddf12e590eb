using BotQA.Knowledge.Retrieval;

namespace BotQA.Knowledge.Answering;

/// <summary>What was found for a question, in the order that retrieval and reader give together.</summary>
/// <param name="Question">The question as it was searched.</param>
/// <param name="Passages">The passages, best first.</param>
internal sealed record ReadRetrieval(QuestionAnalysis Question, IReadOnlyList<ReadPassage> Passages)
{
    /// <summary>Whether any passage was read.</summary>
    public bool IsRead { get; } = Passages.Any(passage => passage.Reading is not null);

    /// <summary>The passages without their readings.</summary>
    public IReadOnlyList<RetrievedPassage> Retrieved { get; } = [.. Passages.Select(passage => passage.Retrieved)];
}
