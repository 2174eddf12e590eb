using BotQA.Knowledge.Retrieval;

namespace BotQA.Knowledge.Tests.Retrieval;

public sealed class QuestionWordsTests
{
    [Theory]
    [InlineData("How long was the truce?", true)]
    [InlineData("how long was the truce", true)]
    [InlineData("in which year was it built", true)]
    [InlineData("what's the price", true)]
    [InlineData("did she attend", true)]
    [InlineData("isn't it open on Sunday", true)]
    [InlineData("name the members of the band", true)]
    [InlineData("The truce lasted 72 hours?", true)]
    [InlineData("The truce lasted 72 hours.", false)]
    [InlineData("Vitamin D is a factor which lowers the risk.", false)]
    [InlineData("refund policy", true)]
    [InlineData("tell me when it opened.", true)]
    public void Asks_Text_TellsQuestionsFromStatements(string text, bool expected) => Assert.Equal(expected, QuestionWords.Asks(text));
}
