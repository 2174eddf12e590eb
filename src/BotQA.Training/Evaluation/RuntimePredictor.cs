using BotQA.Knowledge.Reading;
using BotQA.Training.Data;

namespace BotQA.Training.Evaluation;

/// <summary>Answers with the reader as it ships.</summary>
internal sealed class RuntimePredictor(SpanReader reader) : ISpanPredictor
{
    public SpanPrediction?[] Predict(IReadOnlyList<(string Question, QaParagraph Paragraph)> pairs) =>
    [
        .. pairs.AsParallel().AsOrdered().Select(p => reader.Read(p.Question.Trim(), [p.Paragraph.Text])[0] is { } reading
            ? new SpanPrediction(reading.Span.Of(p.Paragraph.Text), reading.SpanScore, reading.NoAnswerScore)
            : null),
    ];
}
