namespace BotQA.Evaluation;

/// <summary>How far an evaluation has come.</summary>
/// <param name="Stage">What is being done.</param>
/// <param name="Done">Documents indexed, or questions asked.</param>
/// <param name="Total">How many there are.</param>
internal readonly record struct EvaluationProgress(EvaluationStage Stage, int Done, int Total);

/// <summary>The stages of an evaluation, in order.</summary>
internal enum EvaluationStage
{
    /// <summary>Documents are indexed.</summary>
    Indexing,

    /// <summary>Questions are asked.</summary>
    Asking,
}
