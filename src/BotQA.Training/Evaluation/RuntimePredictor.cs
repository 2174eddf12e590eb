using BotQA.Knowledge.Reading;
using BotQA.Training.Data;

namespace BotQA.Training.Evaluation;

/// <summary>Answers with the reader as it ships.</summary>
internal sealed class RuntimePredictor(SpanReader reader) : ISpanPredictor
{
    public SpanPrediction?[] Predict(IReadOnlyList<(string Question, QaParagraph Paragraph)> pairs) =>
    [
        .. pairs.AsParallel().AsOrdered().Select(p => reader.Read(p.Question.Trim(), [new ReaderPassage(p.Paragraph.Text)])[0] is { Best: var best }
            ? new SpanPrediction(best.Span.Of(p.Paragraph.Text), best.SpanScore, best.NoAnswerScore)
            : null),
    ];
}
