using BotQA.Evaluation.Metrics;

namespace BotQA.Tests.Evaluation;

public class SquadMetricsTests
{
    [Theory]
    [InlineData("The  Eiffel\tTower!", "eiffel tower")]
    [InlineData("a an the", "")]
    [InlineData("U.S. president's", "us presidents")] // punctuation goes, it does not split
    [InlineData("Another theory", "another theory")] // articles inside words stay
    [InlineData("the-man", "theman")] // punctuation goes before articles do
    [InlineData("“quoted” – 5 €", "“quoted” – 5 €")] // only ASCII punctuation counts
    [InlineData("Ålesund, А", "ålesund а")] // a Cyrillic letter is no article
    public void Tokens_OfText_FollowSquadNormalisation(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', SquadMetrics.Tokens(text)));

    [Theory]
    [InlineData("the 72-hour truce.", 1)] // -> "72hour truce", as the second answer
    [InlineData("72 hour truce", 0)] // two words where the gold has one
    [InlineData("truce", 0)]
    [InlineData("", 0)]
    public void ExactMatch_AgainstSeveralAnswers_TakesTheBest(string answer, double expected) =>
        Assert.Equal(expected, SquadMetrics.ExactMatch(answer, ["a ceasefire", "72-hour truce"]));

    [Fact]
    public void F1_WithPartialOverlap_IsHarmonicMeanOfPrecisionAndRecall()
    {
        // Answer: "big red dog" (the article goes); gold: "red dog house here". Shared: red, dog.
        // Precision 2/3, recall 2/4, F1 = 2 x (2/3 x 1/2) / (2/3 + 1/2) = (2/3) / (7/6) = 4/7.
        Assert.Equal(4.0 / 7, SquadMetrics.F1("the big red dog", ["red dog house here"]), 12);
    }

    [Fact]
    public void F1_WithRepeatedWords_CountsEachOccurrenceOnce()
    {
        // Answer: to to to; gold: to be to. Shared: 2 ("to" twice). Precision 2/3, recall 2/3, F1 2/3.
        Assert.Equal(2.0 / 3, SquadMetrics.F1("to to to", ["to be to"]), 12);
    }

    [Fact]
    public void F1_AgainstSeveralAnswers_TakesTheBest()
    {
        // Against "alpha": shared 1, precision 1/2, recall 1, F1 2/3. Against "gamma": 0.
        Assert.Equal(2.0 / 3, SquadMetrics.F1("alpha beta", ["gamma", "alpha"]), 12);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("the", 1)] // nothing is left of it
    [InlineData("Paris", 0)]
    public void Measures_WithoutAcceptedAnswers_WantNoAnswer(string answer, double expected)
    {
        Assert.Equal(expected, SquadMetrics.ExactMatch(answer, []));
        Assert.Equal(expected, SquadMetrics.F1(answer, []));
    }

    [Fact]
    public void Measures_WhereAnAcceptedAnswerHasNoWordLeft_IgnoreThatAnswer()
    {
        Assert.Equal(0, SquadMetrics.ExactMatch("", ["the", "Paris"]));
        Assert.Equal(0, SquadMetrics.F1("", ["the", "Paris"]));
        Assert.Equal(1, SquadMetrics.ExactMatch("", ["the"]));
    }
}
