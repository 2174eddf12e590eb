using BotQA.Knowledge.Answering;

namespace BotQA.Knowledge.Tests.Answering;

public sealed class QuestionGuardTests
{
    [Theory]
    [InlineData("", NotFoundReason.Empty)]
    [InlineData(" \t\n", NotFoundReason.Empty)]
    [InlineData("???", NotFoundReason.NoWords)]
    [InlineData("🙂🙂", NotFoundReason.NoWords)]
    [InlineData("Hello!", NotFoundReason.SmallTalk)]
    [InlineData("good morning, bot", NotFoundReason.SmallTalk)]
    [InlineData("Thanks a lot!", NotFoundReason.SmallTalk)]
    [InlineData("Yes, that's right.", NotFoundReason.SmallTalk)]
    [InlineData("bye", NotFoundReason.SmallTalk)]
    public void Check_NotAQuestion_SaysWhy(string input, NotFoundReason expected)
    {
        var objection = QuestionGuard.Check(input);

        Assert.Equal(expected, objection?.Reason);
        Assert.False(string.IsNullOrWhiteSpace(objection?.Reply));
    }

    [Theory]
    [InlineData("How long was the truce?")]
    [InlineData("truce length")]
    [InlineData("hello world program")]
    [InlineData("Сколько длилось перемирие?")]
    [InlineData("谁参加了?")]
    public void Check_SomethingToSearch_IsLetThrough(string input) => Assert.Null(QuestionGuard.Check(input));

    [Fact]
    public void Check_AtTheLimit_IsLetThroughAndOneMoreIsNot()
    {
        Assert.Null(QuestionGuard.Check(new string('a', QuestionGuard.MaxLength)));
        var objection = QuestionGuard.Check(new string('a', QuestionGuard.MaxLength + 1));

        Assert.Equal(NotFoundReason.TooLong, objection?.Reason);
        Assert.Contains("2,001", objection?.Reply);
    }
}
