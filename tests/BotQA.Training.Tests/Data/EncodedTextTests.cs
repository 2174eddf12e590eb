using BotQA.Training.Data;
using BotQA.Training.Tests.Support;
using CsCheck;

namespace BotQA.Training.Tests.Data;

public sealed class EncodedTextTests
{
    [Theory]
    [InlineData("Café Ångström opened in 1999.", "Ångström")]
    [InlineData("It cost $3.50 (half price).", "$3.50")]
    [InlineData("Unbelievably antidisestablishmentarian talk", "antidisestablishmentarian")]
    [InlineData("Prices: 東京 and \U0001F600 smile", "京")]
    public void TokensOf_WholeWords_GiveTheSameCharactersBack(string text, string answer)
    {
        var encoded = Sample.Encoder.Encode(text);
        var start = text.IndexOf(answer, StringComparison.Ordinal);

        var span = encoded.TokensOf(start, start + answer.Length);

        Assert.Equal(answer, encoded.TextOf(span!.Value));
    }

    [Fact]
    public void TokensOf_PartOfAWord_CoversTheWholeToken()
    {
        var encoded = Sample.Encoder.Encode("the house burned");

        Assert.Equal("house", encoded.TextOf(encoded.TokensOf(5, 7)!.Value));
    }

    [Fact]
    public void TokensOf_Blanks_IsNull() => Assert.Null(Sample.Encoder.Encode("a    b").TokensOf(2, 4));

    [Fact]
    public void TokensOf_AnyTokens_AreFoundAgainFromTheirCharacters() =>
        Gen.Select(Gen.String[Gen.Char["abcÄé .,-'0123東"], 1, 60], Gen.Int[0, 100], Gen.Int[0, 5]).Sample((text, at, more) =>
        {
            var encoded = Sample.Encoder.Encode(text);
            if (encoded.Length == 0)
            {
                return true;
            }

            var first = at % encoded.Length;
            var span = new TokenSpan(first, Math.Min(encoded.Length - 1, first + more));
            return encoded.TokensOf(encoded.Starts[span.First], encoded.Ends[span.Last]) is { } found && encoded.TextOf(found) == encoded.TextOf(span);
        });
}
