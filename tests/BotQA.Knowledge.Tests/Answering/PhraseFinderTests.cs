using BotQA.Knowledge.Answering;

namespace BotQA.Knowledge.Tests.Answering;

public sealed class PhraseFinderTests
{
    [Theory]
    [InlineData(AnswerType.Duration, "He called for a month-long ceasefire amid a 72-hour truce.", "a month-long|72-hour")]
    [InlineData(AnswerType.Date, "It began on 9 May 1945 and ended in the 1990s.", "9 May 1945|1990s")]
    [InlineData(AnswerType.Date, "Since returning to office in January, he rested on Friday.", "January|Friday")]
    [InlineData(AnswerType.Number, "Upwards of 30 foreign leaders paid $1,200 or 4.5 percent.", "30|$1,200|4.5 percent")]
    [InlineData(AnswerType.Number, "The two leaders met three times.", "two|three")]
    [InlineData(AnswerType.Person, "The aide, Yury Ushakov, met Ludwig van Beethoven.", "Yury Ushakov|Ludwig van Beethoven")]
    [InlineData(AnswerType.Place, "Lynne Tracy works in Moscow.", "Moscow")]
    [InlineData(AnswerType.Reason, "Anything at all in May.", "")]
    public void Find_Sentence_GivesThePhrasesOfTheType(AnswerType type, string sentence, string expected) =>
        Assert.Equal(expected, string.Join('|', PhraseFinder.Find(sentence, type).Select(span => span.Of(sentence))));
}
