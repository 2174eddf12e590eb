using BotQA.Training.Tests.Support;
using BotQA.Training.Unanswerable;

namespace BotQA.Training.Tests.Unanswerable;

public sealed class QuestionSwapperTests
{
    [Fact]
    public void Swap_Name_IsAnotherNameThatThePassageLacks()
    {
        var (questions, asked) = Questions("When did Marie Curie die?", "Marie Curie, whom Albert Einstein knew, died in 1934.");
        var swapper = new QuestionSwapper(questions);

        var swapped = Enumerable.Range(0, 20).Select(i => swapper.Swap(asked, new Random(i))).OfType<string>().ToList();

        Assert.NotEmpty(swapped);
        Assert.All(swapped, s => Assert.Equal("When did Ada Lovelace die?", s));
    }

    [Fact]
    public void Swap_Year_IsANearYearThatThePassageLacks()
    {
        var (questions, asked) = Questions("Who won in 1987?", "She won in 1987, he won in 1988.");

        var swapped = new QuestionSwapper(questions).Swap(asked, new Random(3))!;

        var year = int.Parse(swapped[11..15], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(year, 1947, 2027);
        Assert.NotInRange(year, 1987, 1988);
    }

    [Fact]
    public void Swap_OnlyAnAdjective_BecomesItsOpposite()
    {
        var (questions, asked) = Questions("What is the largest part?", "The largest part is the hull.");

        Assert.Equal("What is the smallest part?", new QuestionSwapper(questions).Swap(asked, new Random(1)));
    }

    [Fact]
    public void Swap_NothingToExchange_IsNull()
    {
        var (questions, asked) = Questions("What is it?", "It is a hull.");

        Assert.Null(new QuestionSwapper(questions).Swap(asked, new Random(1)));
    }

    [Theory]
    [InlineData("When did it end?", "When didn't it end?")]
    [InlineData("Can it fly?", "Can't it fly?")]
    [InlineData("Why will they go?", "Why won't they go?")]
    public void Negate_QuestionWithAuxiliary_NegatesIt(string question, string expected) => Assert.Equal(expected, QuestionSwapper.Negate(question));

    [Theory]
    [InlineData("Who wrote it?")]
    [InlineData("Why didn't it end?")]
    public void Negate_NothingToNegate_IsNull(string question) => Assert.Null(QuestionSwapper.Negate(question));

    private static (BotQA.Training.Data.QaQuestion[] Pool, BotQA.Training.Data.QaQuestion Asked) Questions(string question, string passage)
    {
        var asked = Sample.Question(question, Sample.Paragraph(passage), passage.Split(' ')[0]);
        var einstein = Sample.Question("Where did Albert Einstein live?", Sample.Paragraph("Albert Einstein lived in Bern."), "Bern");
        var lovelace = Sample.Question("What did Ada Lovelace write?", Sample.Paragraph("Ada Lovelace wrote programs."), "programs");
        return ([asked, einstein, lovelace], asked);
    }
}
