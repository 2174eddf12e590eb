using System.Text;
using System.Text.Json;
using BotQA.ActivityProtocol.Files;
using BotQA.ActivityProtocol.Schema;
using BotQA.Knowledge.Citations;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Storage;
using BotQA.Sources;
using BotQA.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Attachment = BotQA.ActivityProtocol.Schema.Attachment;

namespace BotQA.Tests.Uploads;

public sealed class UploadTests
{
    private const string Text = "The ferry to Skarholm leaves at 7:40 in the morning.";

    private readonly ScriptedAnswerer _answerer = new(question => Some.NotFound(question));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_WithAFile_IsReadForItsConversationAlone()
    {
        await using var chat = new Chat(_answerer);

        await chat.TurnAsync(Sends(chat, File("ferry.md", Text)), Cancellation);
        await chat.TurnAsync(chat.Says("When does the ferry leave?", Channels.WebChat), Cancellation);
        await chat.TurnAsync(chat.Says("And elsewhere?", Channels.WebChat, conversation: "c2"), Cancellation);

        Assert.StartsWith("I've read **ferry\\.md**: 1 passage.", chat.Channel.Messages[0].Text, StringComparison.Ordinal);
        Assert.Contains("after 2 hours", chat.Channel.Messages[0].Text, StringComparison.Ordinal);
        Assert.Equal([Text], Searched("When does the ferry leave?").Select(chunk => chunk.Text));
        Assert.Empty(Searched("And elsewhere?"));
        Assert.Equal(1, chat.Get<IDocumentCatalog>().Count);
        Assert.DoesNotContain(chat.Get<IDocumentCatalog>().List(), document => document.Text.Contains("Skarholm", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Message_WithAFileAndAQuestion_ReadsTheFileFirst()
    {
        await using var chat = new Chat(_answerer);
        var message = Sends(chat, File("ferry.md", Text));
        message.Text = "When does it leave?";

        await chat.TurnAsync(message, Cancellation);

        Assert.Equal([Text], Searched("When does it leave?").Select(chunk => chunk.Text));
        Assert.Equal(2, chat.Channel.Messages.Count);
    }

    [Fact]
    public async Task Message_ListOfDocuments_NamesTheFilesOfTheConversation()
    {
        await using var chat = new Chat(_answerer);
        await chat.TurnAsync(Sends(chat, File("ferry.md", Text)), Cancellation);

        await chat.TurnAsync(chat.Says("documents", Channels.WebChat), Cancellation);
        await chat.TurnAsync(chat.Says("documents", Channels.WebChat, conversation: "c2"), Cancellation);

        Assert.Contains("ferry", chat.Channel.Messages[^2].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ferry", chat.Channel.Messages[^1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.exe", Text, "I read only \\.")]
    [InlineData("no extension", Text, "I read only \\.")]
    [InlineData("../../etc/pass*wd*", Text, "**pass\\*wd\\***")]
    [InlineData("empty.md", "", "The file is empty")]
    [InlineData("broken.pdf", "this is no PDF", "isn\\'t a PDF")]
    public async Task Message_FileThatCannotBeUsed_GetsTheReason(string name, string content, string expected)
    {
        await using var chat = new Chat(_answerer);

        await chat.TurnAsync(Sends(chat, File(name, content)), Cancellation);

        var reply = Assert.Single(chat.Channel.Messages).Text;
        Assert.StartsWith("I can't use **", reply, StringComparison.Ordinal);
        Assert.Contains(expected, reply, StringComparison.Ordinal);
        Assert.DoesNotContain("forget it", reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Uploads:MaxFileBytes", "1024", "longer than the 0\\.001 MB")]
    [InlineData("Uploads:MaxChunks", "1", "room for 1 more of 1")]
    [InlineData("Uploads:Extensions:0", ".pdf", "I read only \\.pdf\\.")]
    [InlineData("Uploads:Enabled", "false", "I don't take files here")]
    public async Task Message_FileBeyondASetting_GetsTheLimit(string setting, string value, string expected)
    {
        await using var chat = new Chat(_answerer, new Dictionary<string, string?> { [setting] = value });
        var text = string.Join("\n\n", Enumerable.Range(0, 100).Select(i => $"Paragraph {i} tells of the ferry to Skarholm, which leaves early in the morning."));

        await chat.TurnAsync(Sends(chat, File("long.txt", text)), Cancellation);

        Assert.Contains(expected, Assert.Single(chat.Channel.Messages).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_EmbeddingModelCannotBeReached_AsksToSendTheFileLater()
    {
        await using var chat = new Chat(_answerer, configure: services => services.AddSingleton<IPassageEncoder, UnreachableEncoder>());

        await chat.TurnAsync(Sends(chat, File("ferry.md", Text)), Cancellation);

        Assert.Contains("Please send it again later", Assert.Single(chat.Channel.Messages).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_FileInAGroup_IsNotRead()
    {
        await using var chat = new Chat(_answerer);
        var message = chat.Says("<at>BotQA</at>", conversationType: ConversationTypes.GroupChat);
        message.Entities = [new Entity { Type = EntityTypes.Mention, Properties = new Dictionary<string, JsonElement> { ["mentioned"] = JsonSerializer.SerializeToElement(new { id = Chat.BotId }), ["text"] = JsonSerializer.SerializeToElement("<at>BotQA</at>") } }];
        message.Attachments = [File("ferry.md", Text)];

        await chat.TurnAsync(message, Cancellation);

        Assert.Equal(BotQA.Uploads.UploadReplies.NotPersonal, Assert.Single(chat.Channel.Messages).Text);
    }

    [Fact]
    public async Task Message_FileOfTeams_IsFetchedAndRead()
    {
        await using var chat = new Chat(_answerer, configure: services => services
            .AddHttpClient(FileDownloader.HttpClientName)
            .ConfigurePrimaryHttpMessageHandler(() => new FixedFile(Text)));
        var message = chat.Says(null);
        message.Attachments =
        [
            new Attachment
            {
                ContentType = AttachmentContentTypes.FileDownloadInfo,
                ContentUrl = "https://contoso-my.sharepoint.com/personal/ada/ferry.txt",
                Name = "ferry.txt",
                Content = JsonSerializer.SerializeToElement(new { downloadUrl = "https://contoso-my.sharepoint.com/download?tempauth=1", uniqueId = "1", fileType = "txt" }),
            },
            new Attachment { ContentType = "text/html", Content = JsonSerializer.SerializeToElement("<p></p>") },
        ];

        await chat.TurnAsync(message, Cancellation);
        await chat.TurnAsync(chat.Says("When?"), Cancellation);

        Assert.StartsWith("I've read **ferry.txt**", chat.Channel.Messages[0].Text, StringComparison.Ordinal);
        Assert.Equal([Text], Searched("When?").Select(chunk => chunk.Text));
    }

    [Theory]
    [InlineData(ActivityTypes.EndOfConversation)]
    [InlineData(ActivityTypes.Message)]
    public async Task EndOrNewStart_OfAConversationWithAFile_ForgetsItAndItsLinksOpenNothing(string type)
    {
        const string Before = "When does the ferry to Skarholm leave?";
        const string After = "Who is the captain of the ship to Norvik?";
        await using var chat = new Chat(_answerer);
        await chat.TurnAsync(Sends(chat, File("ferry.md", Text)), Cancellation);
        await chat.TurnAsync(chat.Says(Before, Channels.WebChat), Cancellation);
        var id = Searched(Before).Single().DocumentId;
        Assert.True(chat.Get<IDocumentCatalog>().TryGet(id, out var document));
        var citation = Citation.Of(1, document, new TextSpan(0, Text.Length));

        await chat.TurnAsync(type == ActivityTypes.Message ? chat.Says("start over", Channels.WebChat) : chat.From(type, Channels.WebChat), Cancellation);
        await chat.TurnAsync(chat.Says(After, Channels.WebChat), Cancellation);

        Assert.Empty(Searched(After));
        Assert.False(chat.Get<IDocumentCatalog>().TryGet(id, out _));
        Assert.Null(chat.Get<ISourceLinks>().Create(citation));
    }

    private IReadOnlyList<KnowledgeChunk> Searched(string question) => _answerer.Asked[question]?.AdditionalChunks ?? [];

    private static Attachment File(string name, string content) => new() { ContentType = "application/octet-stream", Name = name, File = Encoding.UTF8.GetBytes(content) };

    private static Activity Sends(Chat chat, params Attachment[] files)
    {
        var message = chat.Says(null, Channels.WebChat);
        message.Attachments = files;
        return message;
    }

    private sealed class FixedFile(string text) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StringContent(text) });
    }

    private sealed class UnreachableEncoder : IPassageEncoder
    {
        public Task<IReadOnlyList<PassageEmbedding>> EncodeAsync(IReadOnlyList<PassageInput> passages, CancellationToken cancellationToken = default) =>
            throw new EmbeddingException("Nobody listens there.");
    }
}
