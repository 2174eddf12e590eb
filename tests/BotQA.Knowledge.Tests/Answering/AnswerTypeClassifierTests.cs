using BotQA.Knowledge.Answering;

namespace BotQA.Knowledge.Tests.Answering;

public sealed class AnswerTypeClassifierTests
{
    [Theory]
    [InlineData("Who is the US ambassador to Moscow?", AnswerType.Person)]
    [InlineData("whose parade was it", AnswerType.Person)]
    [InlineData("Which president skipped the event?", AnswerType.Person)]
    [InlineData("Where was the first season filmed?", AnswerType.Place)]
    [InlineData("Which country invited veterans?", AnswerType.Place)]
    [InlineData("When did Russia celebrate?", AnswerType.Date)]
    [InlineData("In what year was it founded?", AnswerType.Date)]
    [InlineData("How long ago was the war?", AnswerType.Date)]
    [InlineData("How long was the truce that Russia declared?", AnswerType.Duration)]
    [InlineData("How many days did the truce last?", AnswerType.Duration)]
    [InlineData("How long is the river?", AnswerType.Number)]
    [InlineData("How many foreign leaders attended?", AnswerType.Number)]
    [InlineData("What percentage of people agreed?", AnswerType.Number)]
    [InlineData("Why did Trump voice frustration?", AnswerType.Reason)]
    [InlineData("What caused the delay?", AnswerType.Reason)]
    [InlineData("Did Lynne Tracy attend the event?", AnswerType.YesNo)]
    [InlineData("Isn't it a truce?", AnswerType.YesNo)]
    [InlineData("Is it known who attended?", AnswerType.Person)]
    [InlineData("What did Putin stress?", AnswerType.Other)]
    public void Classify_Question_TellsWhatItAsksFor(string question, AnswerType expected) =>
        Assert.Equal(expected, AnswerTypeClassifier.Classify(question));
}
