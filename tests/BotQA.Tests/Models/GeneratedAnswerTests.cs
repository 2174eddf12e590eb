using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Verification;
using BotQA.Tests.Models.Support;

namespace BotQA.Tests.Models;

public class GeneratedAnswerTests(SampleIndex index) : IClassFixture<SampleIndex>
{
    private const string Question = "How long was the truce that Russia declared?";

    [Fact]
    public async Task AnswerAsync_SupportedSentence_IsTheAnswerWithItsQuote()
    {
        await using var server = await ModelServer.StartAsync(ModelReplies.Text("Russia unilaterally declared a truce of 72 hours for Victory Day [1]."));
        await using var host = ModelHost.Of(index, server);

        var answer = await host.AskAsync(Question);

        Assert.True(answer.IsGenerated);
        Assert.Equal(AnswerStatus.Answered, answer.Status);
        Assert.Equal("Russia unilaterally declared a truce of 72 hours for Victory Day. [1]", answer.Text);
        Assert.Equal("victory-day-greetings.txt", Assert.Single(answer.Citations).DocumentId);
        Assert.Contains("a 72-hour Victory Day truce unilaterally declared by Russia", answer.Citations[0].Quote, StringComparison.Ordinal);
        Assert.InRange(answer.Confidence, 0.5, 1);
        Assert.Null(answer.Note);
        Assert.Equal((100L, 20L), (answer.Generation!.InputTokens, answer.Generation.OutputTokens));
    }

    [Fact]
    public async Task AnswerAsync_UnsupportedSentenceBesideASupportedOne_IsCut()
    {
        await using var server = await ModelServer.StartAsync(ModelReplies.Text("Russia declared a 72-hour Victory Day truce [1]. It was broken within a day by Ukraine [1]."));
        await using var host = ModelHost.Of(index, server);

        var answer = await host.AskAsync(Question);

        Assert.Equal("Russia declared a 72-hour Victory Day truce. [1]", answer.Text);
        Assert.Contains(answer.Generation!.Sentences, sentence => sentence.Objection is not null);
    }

    [Theory]
    [InlineData("The ferry takes 40 minutes [1]. Dogs travel free on the lower deck [1].", "The ferry takes 40 minutes. [1] “Dogs travel free on the upper deck.” [2]")]
    [InlineData("Dogs travel free on the lower deck [1]. The ferry takes 40 minutes [1].", "“Dogs travel free on the upper deck.” [1] The ferry takes 40 minutes. [2]")]
    [InlineData("The ferry takes 40 minutes [1]. The ferry takes 45 minutes [1].", "The ferry takes 40 minutes. [1]")]
    [InlineData("The ferry takes 40 minutes [1]. Lunch on board is served by the crew [1].", "The ferry takes 40 minutes. [1]")]
    public async Task AnswerAsync_UnsupportedSentenceCloseToTheSource_IsQuotedInItsPlaceUnlessShown(string reply, string expected)
    {
        var rules = new Document { Id = "ferry.txt", Title = "Ferry", Text = "The ferry takes 40 minutes. Dogs travel free on the upper deck. Bicycles cost 3 euros." };
        await using var ferries = await index.OfAsync(rules);
        await using var server = await ModelServer.StartAsync(ModelReplies.Text(reply));
        await using var host = ModelHost.Of(ferries, server);

        var answer = await host.AskAsync("How long does the ferry take?");

        Assert.Equal(expected, answer.Text);
        Assert.True(answer.IsGenerated);
        Assert.All(answer.Citations, citation => Assert.Equal(citation.Quote, citation.Span.Of(rules.Text)));
        Assert.Equal(expected.Contains('“', StringComparison.Ordinal), answer.Generation!.Sentences.Any(sentence => sentence.IsReplacedByQuote));
    }

    [Theory]
    [InlineData("I am 71, what do I pay?", "At 71 you pay 7 euros [1].", SupportObjection.NotStated)]
    [InlineData("I am 71, what do I pay?", "At 72 you pay 3 euros [1].", SupportObjection.Number)]
    [InlineData("What do I pay?", "At 71 you pay 3 euros [1].", SupportObjection.Number)]
    [InlineData("Does the ferry cost 9 euros?", "The ferry costs 9 euros [1].", SupportObjection.NotStated)]
    public async Task AnswerAsync_SentenceWithANumberThatThePassageLacks_IsLeftToTheJudgeIfTheUserToldIt(string question, string reply, SupportObjection objection)
    {
        var prices = new Document { Id = "ferry.txt", Title = "Ferry", Text = "The ferry takes 40 minutes. It costs 7 euros. Passengers over 65 pay 3 euros. Dogs travel free on the upper deck." };
        await using var ferries = await index.OfAsync(prices);
        await using var server = await ModelServer.StartAsync(ModelReplies.Text(reply));
        var answerer = new SearchingFor("How much do passengers over 65 pay?", ferries.Get<IQuestionAnswerer>());
        await using var host = ModelHost.Of(ferries, ModelHost.Settings(server), answerer: answerer);

        var answer = await host.AskAsync(question);

        Assert.Equal(objection, Assert.Single(answer.Generation!.Sentences).Objection);
    }

    [Theory]
    [InlineData("Russia declared a 48-hour Victory Day truce [1].", SupportObjection.Number)]
    [InlineData("Ukraine unilaterally declared a 72-hour Victory Day truce [1].", SupportObjection.NotStated)]
    [InlineData("Russia declared a 72-hour Victory Day truce.", SupportObjection.NoCitation)]
    [InlineData("Russia declared a 72-hour Victory Day truce [9].", SupportObjection.NoCitation)]
    public async Task AnswerAsync_NothingSupported_IsTheExtractiveAnswer(string reply, SupportObjection objection)
    {
        await using var server = await ModelServer.StartAsync(ModelReplies.Text(reply));
        await using var host = ModelHost.Of(index, server);

        var answer = await host.AskAsync(Question);

        Assert.False(answer.IsGenerated);
        Assert.Equal(AnswerStatus.Answered, answer.Status);
        Assert.Equal("72-hour", answer.ShortAnswer);
        Assert.NotNull(answer.Note);
        Assert.Equal(objection, Assert.Single(answer.Generation!.Sentences).Objection);
    }

    [Fact]
    public async Task AnswerAsync_ModelDeclinesAWeakMatch_IsNotFound()
    {
        await using var server = await ModelServer.StartAsync(ModelReplies.Text("NOT_FOUND"));
        await using var host = ModelHost.Of(index, server);

        var answer = await host.AskAsync("Which veterans from France attended the parade?");

        Assert.True(answer.Generation!.IsDeclined);
        Assert.Equal(AnswerStatus.NotFound, answer.Status);
        Assert.Empty(answer.Citations);
    }

    [Fact]
    public async Task AnswerAsync_ServerFails_IsTheExtractiveAnswerWithANote()
    {
        await using var server = await ModelServer.StartAsync(ModelReplies.Error(500));
        await using var host = ModelHost.Of(index, server);

        var answer = await host.AskAsync(Question);

        Assert.Equal("72-hour", answer.ShortAnswer);
        Assert.StartsWith("The language model can't be reached", answer.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerAsync_ModelSearches_MayCiteWhatItFound()
    {
        await using var server = await ModelServer.StartAsync(
            ModelReplies.ToolCall("knowledge_search", """{"query": "Which formats can text files be encoded in?"}"""),
            ModelReplies.Text("Russia declared a 72-hour truce [1]."));
        await using var host = ModelHost.Of(index, server);

        var answer = await host.AskAsync(Question);

        Assert.Equal(["Which formats can text files be encoded in?"], answer.Generation!.Searches);
        Assert.Contains("Windows-1252", Assert.Single(server.Calls[1].ToolResults), StringComparison.Ordinal);
        Assert.True(answer.IsGenerated);
    }

    [Fact]
    public async Task AnswerAsync_FactThatOnlyASearchFound_IsCited()
    {
        var tower = new Document { Id = "tower.txt", Title = "Storvik", Text = "The Storvik lighthouse was built by the engineer Ingrid Solberg." };
        var engineer = new Document { Id = "engineer.txt", Title = "Engineers", Text = "Ingrid Solberg was born in Bergen in 1840." };
        await using var hops = await index.OfAsync(tower, engineer);
        await using var server = await ModelServer.StartAsync(
            ModelReplies.ToolCall("knowledge_search", """{"query": "Where was Ingrid Solberg born?"}"""),
            ModelReplies.Text("The Storvik lighthouse was built by Ingrid Solberg [1]. Ingrid Solberg was born in Bergen in 1840 [2]."));
        await using var host = ModelHost.Of(hops, server, ("Model:Passages", "1"));

        var answer = await host.AskAsync("Who built the Storvik lighthouse?");

        Assert.DoesNotContain("Bergen", server.Calls[0].User, StringComparison.Ordinal);
        Assert.Contains("""<passage number="2" title="Engineers">""", Assert.Single(server.Calls[1].ToolResults), StringComparison.Ordinal);
        Assert.Equal("The Storvik lighthouse was built by Ingrid Solberg. [1] Ingrid Solberg was born in Bergen in 1840. [2]", answer.Text);
        Assert.Equal([(tower.Id, tower.Text), (engineer.Id, engineer.Text)], answer.Citations.Select(citation => (citation.DocumentId, citation.Quote)));
    }

    // Finds what one question finds, whatever is asked.
    private sealed class SearchingFor(string searched, IQuestionAnswerer inner) : IQuestionAnswerer
    {
        public async Task<Answer> AnswerAsync(string question, AnswerOptions? options = null, CancellationToken cancellationToken = default) =>
            await inner.AnswerAsync(searched, options, cancellationToken) with { Question = question };
    }
}
