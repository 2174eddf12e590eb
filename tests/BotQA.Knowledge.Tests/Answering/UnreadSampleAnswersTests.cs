using BotQA.Knowledge.Tests.Support;

namespace BotQA.Knowledge.Tests.Answering;

public sealed class UnreadSampleAnswersTests(UnreadSampleKnowledge sample) : SampleAnswersTests(sample), IClassFixture<UnreadSampleKnowledge>
{
    [Fact]
    public async Task AnswerAsync_ReaderTurnedOff_ReadsNothing()
    {
        var answer = await Sample.AskAsync("Who is the US ambassador to Moscow?");

        Assert.All(answer.Retrieved, passage => Assert.Null(passage.Scores.Reader));
        Assert.DoesNotContain("readerAgreement", answer.Evidence.Keys);
    }
}
