namespace BotQA.Knowledge.Generation;

/// <summary>
/// What a model's reply says about whether the documents answer, by Bayes' rule. How often a model replies in which way when there is an
/// answer and when there is none is assumed, not measured: it differs between models.
/// </summary>
internal static class AnswerConfidence
{
    // 0.9 of the questions with an answer get sentences that their passages support, 0.3 of those without.
    private const double RatioOfAnswer = 3;

    // 0.1 of the questions with an answer are declined, 0.85 of those without.
    private const double RatioOfRefusal = 0.12;

    /// <summary>The probability of an answer once the model wrote supported sentences.</summary>
    /// <param name="confidence">The probability by retrieval and reader, 0 to 1.</param>
    public static double AfterAnswer(double confidence) => Update(confidence, RatioOfAnswer);

    /// <summary>The probability of an answer once the model said that there is none.</summary>
    /// <param name="confidence">The probability by retrieval and reader, 0 to 1.</param>
    public static double AfterRefusal(double confidence) => Update(confidence, RatioOfRefusal);

    private static double Update(double probability, double ratio) => probability * ratio / ((probability * ratio) + 1 - probability);
}
