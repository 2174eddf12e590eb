using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Tests.Support;
using CsCheck;

namespace BotQA.Knowledge.Tests.Answering;

/// <summary>What holds of the sample's answers with the reader and without.</summary>
public abstract class SampleAnswersTests(SampleKnowledge sample)
{
    private protected IndexedKnowledge Sample => sample.Value;


    [Theory]
    [InlineData("How long was the truce that Russia declared?", "72-hour Victory Day truce")]
    [InlineData("Who told journalists about the congratulations?", "Yury Ushakov")]
    [InlineData("Which anniversary did Russia celebrate?", "80th anniversary")]
    [InlineData("Who is the US ambassador to Moscow?", "Lynne Tracy")]
    [InlineData("How many foreign leaders attended the celebrations?", "upwards of 30 foreign leaders")]
    [InlineData("What did Putin say Russia will never accept?", "distortion of its events")]
    [InlineData("What did Trump call the victory over Nazism?", "the Allied Powers’ triumph")]
    public async Task AnswerAsync_QuestionTheSampleAnswers_QuotesTheSentence(string question, string expected)
    {
        var answer = await Sample.AskAsync(question);

        Assert.Equal(AnswerStatus.Answered, answer.Status);
        Assert.Contains(expected, answer.Citations[0].Quote, StringComparison.Ordinal);
        Assert.Equal("victory-day-greetings.txt", answer.Citations[0].DocumentId);
        Assert.Contains("[1]", answer.Text, StringComparison.Ordinal);
        Assert.InRange(answer.Confidence, 0.5, 1);
    }

    [Fact]
    public async Task AnswerAsync_HowLong_AnswersWithTheDuration() =>
        Assert.Equal("72-hour", (await Sample.AskAsync("How long was the truce that Russia declared?")).ShortAnswer);

    [Theory]
    [InlineData("What is the boiling point of nitrogen?")]
    [InlineData("Who won the football world cup in 2014?")]
    [InlineData("How do I bake sourdough bread?")]
    public async Task AnswerAsync_QuestionOfAnotherWorld_IsNotFound(string question)
    {
        var answer = await Sample.AskAsync(question);

        Assert.Equal(AnswerStatus.NotFound, answer.Status);
        Assert.Equal(NotFoundReason.NotInDocuments, answer.Reason);
        Assert.Empty(answer.Citations);
        Assert.Empty(answer.ShortAnswer);
        Assert.NotNull(answer.Candidate);
        Assert.NotEmpty(answer.Related);
    }

    [Fact]
    public async Task AnswerAsync_QuestionInAnotherScript_SaysSo() =>
        Assert.Equal(NotFoundReason.OtherScript, (await Sample.AskAsync("Сколько длилось перемирие?")).Reason);

    [Fact]
    public async Task AnswerAsync_SameQuestionTwice_GivesTheSameAnswer()
    {
        var first = await Sample.AskAsync("Who skipped the event?");
        var second = await Sample.AskAsync("Who skipped the event?");

        Assert.Equal(first.Text, second.Text);
        Assert.Equal(first.Confidence, second.Confidence);
        Assert.Equal(first.Retrieved.Select(passage => (passage.Chunk.Key, passage.Score)), second.Retrieved.Select(passage => (passage.Chunk.Key, passage.Score)));
    }

    [Fact]
    public Task AnswerAsync_AnyInput_ShowsOnlyQuotesThatStandInTheirSource()
    {
        var word = Gen.OneOf(
            Gen.Const("truce"), Gen.Const("Trump"), Gen.Const("parade"), Gen.Const("who"), Gen.Const("\"quote\""), Gen.Const("\ud83d"), Gen.Const("[1]"), Gen.Const("AND ("), Gen.String);
        return word.Array[0, 8].SampleAsync(async words =>
        {
            var answer = await Sample.AskAsync(string.Join(' ', words));
            Assert.All(answer.Citations.Concat(answer.Related), citation =>
            {
                Assert.True(Sample.Catalog.TryGet(citation.DocumentId, out var document));
                Assert.Equal(document.Text[citation.Span.Start..citation.Span.End], citation.Quote);
            });
            Assert.Equal(answer.Status == AnswerStatus.Answered, answer.Citations.Count > 0);
        }, iter: 60, threads: 1);
    }

    [Fact]
    public async Task AnswerAsync_Cancelled_Throws() => await Assert.ThrowsAnyAsync<OperationCanceledException>(
        () => Sample.Answerer.AnswerAsync("Who skipped the event?", cancellationToken: new CancellationToken(canceled: true)));
}
