using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Conversations;
using BotQA.Knowledge.Tests.Support;

namespace BotQA.Knowledge.Tests.Conversations;

/// <summary>Plays dialogues from a file on real documents.</summary>
public abstract class DialogueTests
{
    private protected abstract IndexedKnowledge Knowledge { get; }

    private protected async Task PlayAsync(Dialogue dialogue)
    {
        var id = new ConversationId("test", dialogue.Name, "");
        foreach (var turn in dialogue.Turns)
        {
            var answer = await Knowledge.Conversations.AskAsync(id, turn.Message, cancellationToken: TestContext.Current.CancellationToken);
            var seen = $"{turn.Message} => {answer.Question} => {answer.Status} {answer.Reason} {answer.Confidence:0.00}: {answer.Text} {string.Join(" / ", answer.Readings)}";
            Assert.All(answer.Citations.Concat(answer.Related), citation =>
            {
                Assert.True(Knowledge.Catalog.TryGet(citation.DocumentId, out var document));
                Assert.Equal(document.Text[citation.Span.Start..citation.Span.End], citation.Quote);
            });
            if (turn.Question is not null)
            {
                Assert.True(turn.Question == answer.Question, seen);
            }

            Assert.True(turn.Reason is null || turn.Reason == answer.Reason, seen);
            Assert.True(turn.Quotes.Count == 0 || answer.Status == AnswerStatus.Answered, seen);
            Assert.All(turn.Quotes, quote => Assert.True(answer.Citations.Any(citation => citation.Quote.Contains(quote, StringComparison.Ordinal)), seen));
            Assert.All(turn.Readings, reading => Assert.True(answer.Readings.Any(offered => offered.Contains(reading, StringComparison.Ordinal)), seen));
        }
    }
}
