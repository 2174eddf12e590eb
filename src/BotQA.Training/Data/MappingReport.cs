namespace BotQA.Training.Data;

/// <summary>How answers come back from their tokens.</summary>
/// <param name="Answers">All answers.</param>
/// <param name="Misplaced">Answers that don't stand in the passage where the data says.</param>
/// <param name="Exact">Answers whose tokens cover exactly their characters, blanks around them aside.</param>
/// <param name="Equal">Others that are the same once compared as SQuAD does.</param>
/// <param name="Wider">Others that start or end within a word, so that their tokens cover a little more.</param>
/// <param name="Unmapped">Answers without any token.</param>
internal sealed record MappingReport(int Answers, int Misplaced, int Exact, int Equal, int Wider, int Unmapped)
{
    public static MappingReport Of(IEnumerable<QaQuestion> questions)
    {
        var (all, misplaced, exact, equal, wider, unmapped) = (0, 0, 0, 0, 0, 0);
        foreach (var question in questions)
        {
            foreach (var answer in question.Answers)
            {
                all++;
                var text = question.Paragraph.Text;
                misplaced += answer.Start + answer.Text.Length <= text.Length && text.AsSpan(answer.Start).StartsWith(answer.Text) ? 0 : 1;
                var covered = answer.Tokens is { } span ? question.Paragraph.Encoded.TextOf(span) : null;
                _ = covered switch
                {
                    null => unmapped++,
                    _ when covered == answer.Text.Trim() => exact++,
                    _ when AnswerScore.Normalize(covered) == AnswerScore.Normalize(answer.Text) => equal++,
                    _ => wider++,
                };
            }
        }

        return new MappingReport(all, misplaced, exact, equal, wider, unmapped);
    }

    public override string ToString() =>
        $"{Answers} answers: {Exact} exact, {Equal} equal but for punctuation, {Wider} wider, {Unmapped} without tokens, {Misplaced} not where the data says";
}
