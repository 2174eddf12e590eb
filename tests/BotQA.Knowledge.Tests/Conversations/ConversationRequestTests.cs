using BotQA.Knowledge.Conversations;

namespace BotQA.Knowledge.Tests.Conversations;

public sealed class ConversationRequestTests
{
    [Theory]
    [InlineData("That's wrong", ConversationRequestKind.Wrong)]
    [InlineData("No, that is simply not true!", ConversationRequestKind.Wrong)]
    [InlineData("This isn’t right", ConversationRequestKind.Wrong)]
    [InlineData("the answer is incorrect", ConversationRequestKind.Wrong)]
    [InlineData("That's not what I asked", ConversationRequestKind.Wrong)]
    [InlineData("That's right", ConversationRequestKind.Question)]
    [InlineData("The answer is correct.", ConversationRequestKind.Question)]
    [InlineData("What is wrong with the pump?", ConversationRequestKind.Question)]
    [InlineData("Show me the source", ConversationRequestKind.Source)]
    [InlineData("What is the source of the Nile?", ConversationRequestKind.Question)]
    [InlineData("tell me more", ConversationRequestKind.More)]
    [InlineData("start over", ConversationRequestKind.StartOver)]
    [InlineData("When did the race start over?", ConversationRequestKind.Question)]
    public void Of_Message_TellsWhatItWants(string message, object expected) => Assert.Equal(expected, ConversationRequest.Of(message));
}
