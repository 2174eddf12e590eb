using BotQA.Knowledge.Tests.Support;

namespace BotQA.Knowledge.Tests.Answering;

public sealed class ReadSampleAnswersTests(SampleKnowledge sample) : SampleAnswersTests(sample), IClassFixture<SampleKnowledge>
{
    [Theory]
    [InlineData("Who is the US ambassador to Moscow?", "Lynne Tracy")]
    [InlineData("How many foreign leaders attended the celebrations?", "30")]
    [InlineData("What did Trump call the victory over Nazism?", "the Allied Powers’ triumph")]
    public async Task AnswerAsync_QuestionTheSampleAnswers_PointsAtThePhrase(string question, string expected)
    {
        var answer = await Sample.AskAsync(question);

        Assert.Contains(expected, answer.ShortAnswer, StringComparison.Ordinal);
        Assert.InRange(answer.ShortAnswer.Length, expected.Length, expected.Length + 25);
        Assert.Contains(answer.ShortAnswer, answer.Citations[0].Quote, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_SeveralThingsAskedFor_AnswersWithAllOfThem() => Assert.Equal(
        "China, Brazil, Egypt, Slovakia, Serbia, and Uzbekistan",
        (await Sample.AskAsync("Leaders of which countries attended the celebrations in Moscow?")).ShortAnswer);

    [Fact]
    public async Task AnswerAsync_YesOrNoAskedFor_AnswersWithTheSentence()
    {
        var answer = await Sample.AskAsync("Did Lynne Tracy attend the event?");

        Assert.Equal(answer.Citations[0].Quote, answer.ShortAnswer);
        Assert.Contains("skipped the event", answer.ShortAnswer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_PassagesRead_ExplainsWithTheReadersScores()
    {
        var answer = await Sample.AskAsync("Who is the US ambassador to Moscow?");

        Assert.NotNull(answer.Retrieved[0].Scores.Reader);
        Assert.Contains("readerAgreement", answer.Evidence.Keys);
    }
}
