using BotQA.Training.Statements;

namespace BotQA.Training.Tests.Statements;

public class DeclarativeSentenceTests
{
    [Theory]
    [InlineData("Who wrote Hamlet?", "William Shakespeare", "William Shakespeare wrote Hamlet.")]
    [InlineData("Which company acquired the brewery?", "Nordbryg", "Nordbryg acquired the brewery.")]
    [InlineData("When did Tesla move to Paris?", "1882", "Tesla moved to Paris in 1882.")]
    [InlineData("When was the bridge opened?", "3 May 1879", "The bridge was opened on 3 May 1879.")]
    [InlineData("Where does the river rise?", "the Alps", "The river rises in the Alps.")]
    [InlineData("In what year was she born?", "1867", "She was born in 1867.")]
    [InlineData("What is the capital of France?", "Paris", "The capital of France is Paris.")]
    [InlineData("Who is known for the theory of relativity?", "Einstein", "Einstein is known for the theory of relativity.")]
    [InlineData("How many people were killed in the fire?", "30", "30 people were killed in the fire.")]
    [InlineData("How many books did she write?", "twelve", "She wrote twelve books.")]
    [InlineData("Why did the company move?", "rents had risen", "The company moved because rents had risen.")]
    public void Of_KnownForm_States(string question, string answer, string statement) =>
        Assert.Equal(statement, DeclarativeSentence.Of(question, answer));

    [Theory]
    [InlineData("Name two works of Bach.", "the Passions")]
    [InlineData("Did she attend?", "yes")]
    [InlineData("Who?", "she")]
    [InlineData("When was the bridge opened?", "")]
    public void Of_OtherForm_IsNull(string question, string answer) => Assert.Null(DeclarativeSentence.Of(question, answer));
}
