using BotQA.Knowledge.Conversations;

namespace BotQA.Knowledge.Tests.Conversations;

public sealed class OfflineQuestionRewriterTests
{
    [Theory]
    [InlineData("Who is the US ambassador?", "Lynne Tracy", "Did she attend?", "Did Lynne Tracy attend?")]
    [InlineData("Who is the US ambassador?", "Lynne Tracy", "And did anyone see her?", "Did anyone see Lynne Tracy?")]
    [InlineData("Who is the US ambassador?", "Lynne Tracy", "What is her salary?", "What is Lynne Tracy’s salary?")]
    [InlineData("When was the lighthouse built?", "1874", "Why?", "Why was the lighthouse built?")]
    [InlineData("When was the lighthouse built?", "1874", "By whom?", "By whom was the lighthouse built?")]
    [InlineData("When was the lighthouse built?", "1874", "How tall is it?", "How tall is the lighthouse?")]
    [InlineData("Which ship brought the mail?", "the Aurora", "When was it built?", "When was the Aurora built?")]
    [InlineData("How many visitors came in 2023?", "4,000", "And in 2024?", "How many visitors came in 2024?")]
    [InlineData("How many visitors came?", "4,000", "And in 2024?", "How many visitors came in 2024?")]
    [InlineData("What is the fee for a ketch?", "55 crowns", "What about a dinghy?", "What is the fee for a dinghy?")]
    [InlineData("Who is the ambassador to Moscow?", "Lynne Tracy", "And to Berlin?", "Who is the ambassador to Berlin?")]
    [InlineData("Who is the ambassador to Moscow?", "Lynne Tracy", "And Berlin?", "Who is the ambassador to Berlin?")]
    [InlineData("Where does the ferry go?", "Holm", "How many people live there?", "How many people live in Holm?")]
    [InlineData("What boats moor at the quay?", "ketches and dinghies", "Which ones are older?", "Which ones are older (boats moor at the quay)?")]
    [InlineData("What is the fee for a ketch?", "55 crowns", "Is there a cheaper option?", "Is there a cheaper option (the fee for a ketch)?")]
    [InlineData("Who wrote the song Grenade?", "Bruno Mars", "When was the song released?", "When was the song Grenade released?")]
    [InlineData("How long does the summer season last?", "three months", "When does the season begin?", "When does the summer season begin?")]
    [InlineData("Who attended the parade?", "30 leaders", "Who else attended?", "Who else attended (attended the parade)?")]
    [InlineData("How do electric cars work?", "with a battery", "Are they expensive?", "Are electric cars expensive?")]
    public async Task RewriteAsync_FollowUp_SaysWhatItLeavesOut(string previous, string answer, string question, string expected) =>
        Assert.Equal(expected, await RewriteAsync(previous, answer, question));

    [Theory]
    [InlineData("Who built the lighthouse?")]
    [InlineData("Is it possible to pay by card?")]
    [InlineData("How long does it take to get to Holm?")]
    [InlineData("Did Lynne Tracy say that she would come?")]
    [InlineData("Why was the lighthouse closed when it was repaired?")]
    [InlineData("How many boats are there in the harbour?")]
    [InlineData("What is the truce that Russia declared?")]
    [InlineData("Is a ketch larger than a dinghy?")]
    [InlineData("library parking")]
    public async Task RewriteAsync_QuestionOfItsOwn_StaysAsItIs(string question) =>
        Assert.Equal(question, await RewriteAsync("Who is the US ambassador to Moscow?", "Lynne Tracy", question));

    [Fact]
    public async Task RewriteAsync_FirstQuestion_StaysAsItIsWithoutAContext()
    {
        var standalone = await new OfflineQuestionRewriter().RewriteAsync("Did she attend?", ConversationHistory.Empty, TestContext.Current.CancellationToken);

        Assert.Equal(new StandaloneQuestion("Did she attend?", null), standalone);
    }

    [Fact]
    public async Task RewriteAsync_PersonNamedTwoTurnsAgo_IsStillMeant()
    {
        var history = new ConversationHistory([Turn("Who is the US ambassador?", "Lynne Tracy"), Turn("How long was the truce?", "72 hours")]);

        var standalone = await new OfflineQuestionRewriter().RewriteAsync("Did she attend?", history, TestContext.Current.CancellationToken);

        Assert.Equal("Did Lynne Tracy attend?", standalone.Text);
    }

    private static async Task<string> RewriteAsync(string previous, string answer, string question) =>
        (await new OfflineQuestionRewriter().RewriteAsync(question, new ConversationHistory([Turn(previous, answer)]), TestContext.Current.CancellationToken)).Text;

    private static ConversationTurn Turn(string question, string answer) =>
        new() { Question = question, StandaloneQuestion = question, IsAnswered = true, ShortAnswer = answer, Text = $"It is {answer}." };
}
