using BotQA.Training.Data;

namespace BotQA.Training.Tests.Data;

public sealed class AnswerScoreTests
{
    [Theory]
    [InlineData("The Eiffel Tower!", "eiffel tower", 1, 1)]
    [InlineData("tall Eiffel Tower", "Eiffel Tower", 0, 0.8)]
    [InlineData("Big Ben", "Eiffel Tower", 0, 0)]
    [InlineData("the", "a", 1, 1)]
    public void Of_OneAnswer_FollowsTheSquadDefinition(string predicted, string gold, double match, double f1)
    {
        var score = AnswerScore.Of(predicted, [new QaAnswer(gold, 0, null)]);

        Assert.Equal(match, score.ExactMatch);
        Assert.Equal(f1, score.F1, 1e-9);
    }

    [Fact]
    public void Of_SeveralAnswers_TakesTheBest()
    {
        var score = AnswerScore.Of("two delegates", [new QaAnswer("Each elects two delegates", 0, null), new QaAnswer("two delegates", 0, null)]);

        Assert.Equal((1, 1), score);
    }
}
