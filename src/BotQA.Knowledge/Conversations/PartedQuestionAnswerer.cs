using System.Globalization;
using System.Text.RegularExpressions;
using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Citations;

namespace BotQA.Knowledge.Conversations;

/// <summary>Answers each question of a message that asks several, the later ones with the earlier as their history, and joins the answers.</summary>
internal sealed partial class PartedQuestionAnswerer(IQuestionAnswerer inner, TimeProvider time) : IQuestionAnswerer
{
    public async Task<Answer> AnswerAsync(string question, AnswerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        var parts = question.Length <= QuestionGuard.MaxLength ? QuestionParts.Of(question) : [question];
        if (parts.Count == 1)
        {
            return await inner.AnswerAsync(question, options, cancellationToken);
        }

        var asked = options ?? new AnswerOptions();
        var answers = new List<Answer>();
        foreach (var part in parts)
        {
            var answer = await inner.AnswerAsync(part, asked, cancellationToken);
            answers.Add(answer);
            asked = asked with { History = new ConversationHistory([.. asked.History.Turns, ConversationTurn.Of(part, answer, time.GetUtcNow())]) };
        }

        return Join(question, answers);
    }

    public Task PrepareAsync(CancellationToken cancellationToken = default) => inner.PrepareAsync(cancellationToken);

    private static Answer Join(string question, List<Answer> answers)
    {
        var answered = answers.FindAll(answer => answer.Status == AnswerStatus.Answered);
        var standalone = string.Join(' ', answers.Select(answer => answer.Question));
        var asked = answers.Exists(answer => answer.AskedQuestion is not null) ? question : null;
        if (answered.Count == 0)
        {
            return answers[0] with
            {
                Question = standalone,
                AskedQuestion = asked,
                Related = Numbered(answers.SelectMany(answer => answer.Related)),
                Elapsed = Total(answers),
            };
        }

        var citations = new List<Citation>();
        var texts = new List<string>();
        foreach (var answer in answers)
        {
            texts.Add(answer.Status == AnswerStatus.Answered
                ? Renumbered(answer, citations.Count)
                : $"I couldn't find an answer to “{answer.Question}” in the documents.");
            citations.AddRange(answer.Citations);
        }

        return new Answer
        {
            Status = AnswerStatus.Answered,
            Question = standalone,
            AskedQuestion = asked,
            ShortAnswer = string.Join("; ", answered.Select(answer => answer.ShortAnswer)),
            Text = string.Join("\n\n", texts),
            Confidence = answered.Min(answer => answer.Confidence),
            Citations = Numbered(citations),
            Retrieved = [.. answers.SelectMany(answer => answer.Retrieved).DistinctBy(passage => passage.Chunk.Key)],
            Evidence = answered[0].Evidence,
            Elapsed = Total(answers),
        };
    }

    private static TimeSpan Total(List<Answer> answers) => answers.Aggregate(TimeSpan.Zero, (sum, answer) => sum + answer.Elapsed);

    private static IReadOnlyList<Citation> Numbered(IEnumerable<Citation> citations) => [.. citations.Select((citation, i) => citation.WithNumber(i + 1))];

    // What looks like a marker inside a quote belongs to the document.
    private static string Renumbered(Answer answer, int before)
    {
        var numbers = answer.Citations.Select(citation => citation.Number).ToHashSet();
        var text = answer.Text;
        return MarkerPattern().Replace(text, marker =>
        {
            var number = int.Parse(marker.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
            return numbers.Contains(number) && !answer.Citations.Any(citation => IsIn(citation.Quote, marker))
                ? string.Create(CultureInfo.InvariantCulture, $"[{number + before}]")
                : marker.Value;
        });

        bool IsIn(string quote, Match marker)
        {
            for (var at = text.IndexOf(quote, StringComparison.Ordinal); at >= 0; at = text.IndexOf(quote, at + 1, StringComparison.Ordinal))
            {
                if (at <= marker.Index && marker.Index < at + quote.Length)
                {
                    return true;
                }
            }

            return false;
        }
    }

    [GeneratedRegex(@"\[(?<number>[0-9]{1,3})\]")]
    private static partial Regex MarkerPattern();
}
