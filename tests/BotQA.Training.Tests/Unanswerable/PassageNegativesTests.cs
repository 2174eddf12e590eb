using BotQA.Training.Tests.Support;
using BotQA.Training.Unanswerable;

namespace BotQA.Training.Tests.Unanswerable;

public sealed class PassageNegativesTests
{
    [Theory]
    [InlineData(UnanswerableKind.SameArticle)]
    [InlineData(UnanswerableKind.OtherPassage)]
    public void Find_EachQuestion_LacksTheAnswerAndKeepsTheKind(object kind)
    {
        var set = Sample.Towns();
        var negatives = new PassageNegatives(set.Paragraphs);

        foreach (var question in set.Questions)
        {
            var passage = negatives.Find(question, (UnanswerableKind)kind, new Random(1))!;

            Assert.False(passage.Contains(question.Answers));
            Assert.Equal((UnanswerableKind)kind == UnanswerableKind.SameArticle, passage.Article == question.Paragraph.Article);
        }
    }

    [Fact]
    public void Find_OnlyPassageOfItsArticle_IsNull()
    {
        var alone = Sample.Paragraph("The hull is red.", "Hull");
        var other = Sample.Paragraph("The hull of a ship is its body.", "Ship");

        Assert.Null(new PassageNegatives([alone, other]).Find(Sample.Question("What colour is the hull?", alone, "red"), UnanswerableKind.SameArticle, new Random(1)));
    }
}
