using BotQA.Training.Unanswerable;

namespace BotQA.Training.Tests.Unanswerable;

public sealed class QuestionPartsTests
{
    [Theory]
    [InlineData("When did Marie Curie die?", "Name", "Marie Curie")]
    [InlineData("Who was mayor in New York?", "Place", "New York")]
    [InlineData("Who won the race of 1987?", "Year", "1987")]
    [InlineData("What happened on the 3 boats?", "Number", "3")]
    [InlineData("What opens each Monday morning?", "Calendar", "Monday")]
    [InlineData("What were the three reasons?", "NumberWord", "three")]
    public void Find_QuestionWithCapitals_TellsTheKind(string question, string kind, string text)
    {
        var part = Assert.Single(QuestionParts.Find(question, ""));

        Assert.Equal((kind, text), (part.Kind.ToString(), part.Text));
        Assert.Equal(text, question.Substring(part.Start, text.Length));
    }

    [Fact]
    public void Find_QuestionWithoutCapitals_TakesNamesFromThePassage()
    {
        var parts = QuestionParts.Find("when did marie curie discover radium", "In 1898 Marie Curie and her husband discovered radium.");

        Assert.Equal(["marie curie"], parts.Select(p => p.Text));
    }

    [Fact]
    public void Find_FirstWordOfAQuestion_IsNoName() => Assert.Empty(QuestionParts.Find("Paintings by whom were sold?", "Paintings were sold."));
}
