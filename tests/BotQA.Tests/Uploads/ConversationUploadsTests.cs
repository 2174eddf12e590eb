using BotQA.Bot;
using BotQA.Tests.Support;
using BotQA.Uploads;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BotQA.Tests.Uploads;

public sealed class ConversationUploadsTests
{
    private static readonly ConversationKey Mine = new("webchat", "mine");
    private static readonly ConversationKey Other = new("webchat", "other");

    private readonly FakeTimeProvider _time = new();
    private readonly ConversationUploads _uploads;

    public ConversationUploadsTests() => _uploads = new ConversationUploads(
        Options.Create(new UploadOptions { MaxFiles = 2, MaxChunks = 5, MaxConversations = 2, Lifetime = TimeSpan.FromHours(2) }), _time);

    [Fact]
    public void Of_OtherConversation_HasNothing()
    {
        _uploads.Add(Mine, File("a.txt"));

        Assert.Equal(["a.txt"], _uploads.Of(Mine).Select(file => file.Name));
        Assert.Empty(_uploads.Of(Other));
        Assert.Empty(_uploads.Of(Mine with { ChannelId = "msteams" }));
    }

    [Fact]
    public void Add_FileOfTheSameName_ReplacesIt()
    {
        var first = File("a.txt");
        _uploads.Add(Mine, first);
        _uploads.Add(Mine, File("a.txt"));

        Assert.Single(_uploads.Of(Mine));
        Assert.False(_uploads.TryGet(first.Documents[0].Id, out _));
    }

    [Fact]
    public void RoomFor_FilesAndChunks_EndsAtTheLimits()
    {
        Assert.Equal(5, _uploads.RoomFor(Mine, "a.txt"));
        _uploads.Add(Mine, File("a.txt", chunks: 2));
        Assert.Equal(3, _uploads.RoomFor(Mine, "b.txt"));
        Assert.Equal(5, _uploads.RoomFor(Mine, "a.txt"));
        _uploads.Add(Mine, File("b.txt"));

        Assert.Null(_uploads.RoomFor(Mine, "c.txt"));
        Assert.Equal(5, _uploads.RoomFor(Other, "c.txt"));
    }

    [Fact]
    public void Of_AfterTheLifetimeWithoutUse_IsForgottenWithItsDocuments()
    {
        var file = File("a.txt");
        _uploads.Add(Mine, file);
        _time.Advance(TimeSpan.FromMinutes(119));
        Assert.Single(_uploads.Of(Mine));
        _time.Advance(TimeSpan.FromMinutes(119));
        Assert.True(_uploads.TryGet(file.Documents[0].Id, out _));

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.False(_uploads.TryGet(file.Documents[0].Id, out _));
        Assert.Empty(_uploads.Of(Mine));
    }

    [Fact]
    public void Add_MoreConversationsThanAllowed_ForgetsTheOneSilentLongest()
    {
        _uploads.Add(Mine, File("a.txt"));
        _time.Advance(TimeSpan.FromMinutes(1));
        _uploads.Add(Other, File("b.txt"));
        _time.Advance(TimeSpan.FromMinutes(1));
        _uploads.Of(Mine);
        _uploads.Add(new ConversationKey("webchat", "third"), File("c.txt"));

        Assert.Single(_uploads.Of(Mine));
        Assert.Empty(_uploads.Of(Other));
    }

    [Fact]
    public void Forget_Conversation_ForgetsItAlone()
    {
        _uploads.Add(Mine, File("a.txt"));
        _uploads.Add(Other, File("a.txt"));

        _uploads.Forget(Mine);

        Assert.Empty(_uploads.Of(Mine));
        Assert.Single(_uploads.Of(Other));
    }

    private static UploadedFile File(string name, int chunks = 1)
    {
        var id = UploadedFile.NewId(name);
        return new UploadedFile(name, [Some.Document(id)], [.. Enumerable.Range(0, chunks).Select(i => Some.Passage(id, i).Chunk)]);
    }
}
