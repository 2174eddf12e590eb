using System.Diagnostics;
using BotQA.Knowledge.Answering;
using BotQA.Tests.Models.Support;
using BotQA.Tests.Support;

namespace BotQA.Tests.Models;

/// <summary>An embedding model that can't be used while questions are asked: they are searched by their keywords.</summary>
public sealed class EmbeddingOutageTests : IDisposable
{
    private const string Question = "How tall is the Storvik lighthouse?";

    private readonly TemporaryFolder _folder = new();

    public EmbeddingOutageTests()
    {
        _folder.Write("knowledge/storvik.txt", "The Storvik lighthouse is 27 metres tall. The keeper lives in the white house nearby.");
        _folder.Write("knowledge/ferry.txt", "The ferry to Norvik leaves at nine.");
    }

    [Theory]
    [InlineData("401")]
    [InlineData("500")]
    [InlineData("429 for long")]
    [InlineData("never")]
    [InlineData("no json")]
    [InlineData("other dimensions")]
    public async Task AnswerAsync_ModelDeadSlowOrWrong_IsAnsweredByKeywordsWithANoteInTheLog(string reply)
    {
        await using var server = await ModelServer.StartAsync(EmbeddingReplies.OpenAI());
        await using var host = new EmbeddingHost(_folder, server, ("Embeddings:QuestionTimeLimit", "00:00:02"));
        await host.UpdateAsync();
        server.Then(ReplyOf(reply));
        var watch = Stopwatch.StartNew();

        var answer = await host.AskAsync(Question);

        Assert.Equal(AnswerStatus.Answered, answer.Status);
        Assert.Equal("27 metres", answer.ShortAnswer);
        Assert.Contains(host.Logs.Messages, message => message.StartsWith("The question is searched by keywords alone.", StringComparison.Ordinal));

        // The limit, and what a busy machine takes for the rest.
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(22));
    }

    [Fact]
    public async Task AnswerAsync_ProviderGone_IsAnsweredByKeywords()
    {
        var server = await ModelServer.StartAsync(EmbeddingReplies.OpenAI());
        await using var host = new EmbeddingHost(_folder, server);
        await host.UpdateAsync();
        await server.DisposeAsync();

        Assert.Equal("27 metres", (await host.AskAsync(Question)).ShortAnswer);
    }

    [Fact]
    public async Task AnswerAsync_NothingInTheDocuments_IsNotFoundByKeywordsToo()
    {
        await using var server = await ModelServer.StartAsync(EmbeddingReplies.OpenAI());
        await using var host = new EmbeddingHost(_folder, server);
        await host.UpdateAsync();
        server.Then(ModelReplies.Error(401));

        Assert.Equal(AnswerStatus.NotFound, (await host.AskAsync("What is the boiling point of tungsten?")).Status);
    }

    [Fact]
    public async Task AnswerAsync_ModelFailsAgainAndAgain_IsLeftAlone()
    {
        await using var server = await ModelServer.StartAsync(EmbeddingReplies.OpenAI());
        await using var host = new EmbeddingHost(_folder, server);
        await host.UpdateAsync();
        server.Then(ModelReplies.Error(401));
        for (var i = 0; i < 3; i++)
        {
            await host.AskAsync(Question);
        }

        var asked = server.Calls.Count;
        var answer = await host.AskAsync(Question);

        Assert.Equal("27 metres", answer.ShortAnswer);
        Assert.Equal(asked, server.Calls.Count);
    }

    public void Dispose() => _folder.Dispose();

    private static ModelReply ReplyOf(string name) => name switch
    {
        "429 for long" => ModelReplies.Error(429, "rate_limit", retryAfter: "120"),
        "never" => ModelReplies.Never,
        "no json" => ModelReplies.Body("application/json", "{not json"),
        "other dimensions" => EmbeddingReplies.OpenAI(dimensions: 48),
        _ => ModelReplies.Error(int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)),
    };
}
