using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Conversations;
using BotQA.Knowledge.Tests.Support;

namespace BotQA.Knowledge.Tests.Conversations;

public sealed class FollowUpQuestionAnswererTests
{
    [Fact]
    public async Task AnswerAsync_AfterATurn_SearchesWithItsQuestionAndTheBeginningOfItsAnswer()
    {
        await using var knowledge = await IndexedKnowledge.OfAsync(
            ("ferry", "The ferry to Holm costs 12 crowns. Children pay half."), ("museum", "The museum of the harbour costs 9 crowns. Children pay nothing."));
        var history = new ConversationHistory([new ConversationTurn
        {
            Question = "What does the harbour museum cost?",
            StandaloneQuestion = "What does the harbour museum cost?",
            IsAnswered = true,
            Text = "The museum of the harbour costs 9 crowns.",
        }]);

        var answer = await knowledge.Answerer.AnswerAsync("How much do children pay?", new AnswerOptions { History = history }, TestContext.Current.CancellationToken);

        Assert.Equal("museum", answer.Retrieved[0].Chunk.DocumentId);
        Assert.NotNull(answer.Retrieved[0].Scores.Context);
    }
}
