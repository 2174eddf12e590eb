using BotQA.Training.Statements;

namespace BotQA.Training.Tests.Statements;

public class SentenceDifferenceTests
{
    [Theory]
    [InlineData("Dogs pay 12 euros a day.", "Dogs pay 2.50 euros a day.", "12")]
    [InlineData("Dogs never pay on the ferry.", "Dogs pay on the ferry.", "never")]
    [InlineData("Ada hired Ben in the spring.", "Ben hired Ada in the spring.", "Ada hired")]
    [InlineData("Dogs travel free, said the company on Friday.", "dogs travel free, said the company.", "on Friday")]
    public void Of_Variant_GivesTheOriginalAndTheWordsThatDiffer(string sentence, string original, string expected)
    {
        var difference = SentenceDifference.Of(sentence, ["The harbour was built in 1874.", original]);

        Assert.Equal(original, difference?.Original);
        Assert.Equal(expected, string.Join(' ', difference!.Value.Changed.Select(span => sentence[span.Start..span.End])));
    }

    [Theory]
    [InlineData("The channel is too shallow for cruise ships.")]
    [InlineData("Dogs pay a day.")]
    public void Of_OtherSentenceOrShortenedOne_IsUnknown(string sentence) =>
        Assert.Null(SentenceDifference.Of(sentence, ["Dogs pay 12 euros a day."]));
}
