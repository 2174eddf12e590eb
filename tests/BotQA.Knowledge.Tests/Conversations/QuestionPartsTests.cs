using BotQA.Knowledge.Conversations;

namespace BotQA.Knowledge.Tests.Conversations;

public sealed class QuestionPartsTests
{
    [Theory]
    [InlineData("Who built the lighthouse and when was it closed?", "Who built the lighthouse?", "When was it closed?")]
    [InlineData("Who built the lighthouse, and when?", "Who built the lighthouse?", "When?")]
    [InlineData("How old was he when he died? Where is he buried?", "How old was he when he died?", "Where is he buried?")]
    [InlineData("What is the fee for a ketch and who has to pay it?", "What is the fee for a ketch?", "Who has to pay it?")]
    public void Of_TwoQuestions_GivesBoth(string message, string first, string second) =>
        Assert.Equal([first, second], QuestionParts.Of(message));

    [Theory]
    [InlineData("When and where was the parade?")]
    [InlineData("What did Putin and Trump say?")]
    [InlineData("Who said what and to whom")]
    [InlineData("Which ships and boats moor at the quay?")]
    [InlineData("The harbour was rebuilt. Who paid for it?")]
    [InlineData("What are the rules for dogs and cats?")]
    [InlineData("???")]
    public void Of_OneQuestion_GivesItUnchanged(string message) => Assert.Equal([message], QuestionParts.Of(message));
}
