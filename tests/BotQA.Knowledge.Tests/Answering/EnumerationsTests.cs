using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Tests.Answering;

public sealed class EnumerationsTests
{
    [Theory]
    [InlineData("Which countries sent leaders?", true)]
    [InlineData("What ingredients does the soup have?", true)]
    [InlineData("Who were the founders?", true)]
    [InlineData("Name the members of the band.", true)]
    [InlineData("Which two rivers meet there?", true)]
    [InlineData("Which country sent a leader?", false)]
    [InlineData("Who skipped the event?", false)]
    [InlineData("What does the bus cost?", false)]
    [InlineData("What class is the ship?", false)]
    public void IsAskedBy_Question_TellsWhetherSeveralThingsAreWanted(string question, bool expected) =>
        Assert.Equal(expected, Enumerations.IsAskedBy(question));

    [Theory]
    [InlineData("Guests came from China, Brazil, and the United Kingdom on Friday.", "Brazil", "China, Brazil, and the United Kingdom")]
    [InlineData("Guests came from China, Brazil, and Egypt.", "including those from China, Brazil", "China, Brazil, and Egypt", "Guests, including those from China, Brazil, and Egypt.")]
    [InlineData("The soup needs fresh leeks, white beans and olive oil.", "fresh leeks", "fresh leeks, white beans and olive oil")]
    [InlineData("The founders were Ada Brook and Tom Hill.", "Ada Brook", "Ada Brook and Tom Hill")]
    [InlineData("The soup needs fresh leeks, white beans and olive oil.", "white beans", "white beans")]
    [InlineData("Only Egypt came.", "Egypt", "Egypt")]
    [InlineData("China came first, then it rained, and Egypt left.", "China", "China")]
    public void Expand_PartOfAnEnumeration_GivesTheWhole(string sentence, string answer, string expected, string? instead = null)
    {
        var text = instead ?? sentence;
        var start = text.IndexOf(answer, StringComparison.Ordinal);

        Assert.Equal(expected, Enumerations.Expand(text, new TextSpan(start, start + answer.Length)).Of(text));
    }
}
