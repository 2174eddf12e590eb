using BotQA.Knowledge.Answering;

namespace BotQA.Knowledge.Tests.Answering;

public sealed class AnswerWordsTests
{
    [Theory]
    [InlineData("The Allied Powers", "allied powers", true)]
    [InlineData("1932", "in 1932.", true)]
    [InlineData("1932", "1934", false)]
    [InlineData("Art", "Arthur", false)]
    [InlineData("Zürich", "zürich", true)]
    [InlineData("the", "the", false)]
    [InlineData("", "1932", false)]
    public void Agree_TwoAnswers_ComparesTheirWords(string a, string b, bool expected)
    {
        Assert.Equal(expected, AnswerWords.Agree(a, b));
        Assert.Equal(expected, AnswerWords.Agree(b, a));
    }
}
