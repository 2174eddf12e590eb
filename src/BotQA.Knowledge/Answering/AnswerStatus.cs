namespace BotQA.Knowledge.Answering;

/// <summary>Whether the documents answer the question.</summary>
public enum AnswerStatus
{
    /// <summary>The documents answer it; the answer has at least one citation.</summary>
    Answered,

    /// <summary>The documents don't answer it; the answer has no citation.</summary>
    NotFound,
}
