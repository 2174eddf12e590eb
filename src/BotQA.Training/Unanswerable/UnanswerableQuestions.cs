using BotQA.Training.Data;

namespace BotQA.Training.Unanswerable;

/// <summary>A question and a passage that doesn't answer it.</summary>
/// <param name="Question">The question.</param>
/// <param name="Paragraph">The passage.</param>
/// <param name="NearAnswer">Where the answer stands of the question that this one was made from; null where the passage was exchanged.</param>
internal sealed record UnanswerablePair(string Question, QaParagraph Paragraph, TokenSpan? NearAnswer);

/// <summary>Makes unanswerable examples of every kind for one set.</summary>
internal sealed class UnanswerableQuestions
{
    private readonly PassageNegatives _passages;
    private readonly QuestionSwapper _swapper;

    public UnanswerableQuestions(QaSet set)
    {
        _passages = new PassageNegatives(set.Paragraphs);
        _swapper = new QuestionSwapper(set.Questions);
    }

    /// <summary>An unanswerable example made from <paramref name="question"/>; null where the kind can't be made from it.</summary>
    public UnanswerablePair? Make(QaQuestion question, UnanswerableKind kind, Random random) => kind switch
    {
        UnanswerableKind.SameArticle or UnanswerableKind.OtherPassage =>
            _passages.Find(question, kind, random) is { } passage ? new UnanswerablePair(question.Text, passage, NearAnswer: null) : null,
        UnanswerableKind.Swapped => Asked(_swapper.Swap(question, random), question),
        UnanswerableKind.Negated => Asked(QuestionSwapper.Negate(question.Text), question),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is nothing to make."),
    };

    private static UnanswerablePair? Asked(string? text, QaQuestion question) =>
        text is null ? null : new UnanswerablePair(text, question.Paragraph, question.Answers.Select(a => a.Tokens).FirstOrDefault());
}
