using System.Text.Json.Nodes;
using BotQA.ActivityProtocol.DirectLine;
using BotQA.ActivityProtocol.Schema;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace BotQA.ActivityProtocol.Tests.DirectLine;

public sealed class DirectLineConversationTests
{
    private int _lastId;

    /// <summary>
    /// Whatever is said and whenever clients read: who goes on from the last watermark gets every message exactly once and in order. Signs of
    /// typing and the parts of streams come and go between them.
    /// </summary>
    [Fact]
    public void After_ReadersThatComeAtAnyTime_GetEveryMessageOnceAndInOrder() =>
        Gen.Int[0, 9].Array[0, 60].Sample(steps =>
        {
            var conversation = Conversation();
            var readers = Enumerable.Range(0, 3).Select(_ => new Reader()).ToList();
            var said = new List<string>();
            foreach (var step in steps)
            {
                switch (step)
                {
                    case <= 2:
                        readers[step].Read(conversation);
                        break;
                    case 3:
                        conversation.Append(New(ActivityTypes.Typing));
                        break;
                    case 4:
                        conversation.Append(New(ActivityTypes.Typing, "part of an answer", stream: "s"));
                        break;
                    case 5:
                        said.Add("streamed");
                        conversation.Append(New(ActivityTypes.Message, "streamed", stream: "s"));
                        break;
                    default:
                        said.Add($"message {said.Count}");
                        conversation.Append(New(ActivityTypes.Message, said[^1]));
                        break;
                }
            }

            readers.ForEach(reader => reader.Read(conversation));
            return readers.TrueForAll(reader => reader.Messages.SequenceEqual(said));
        });

    /// <summary>However much is said, what is kept stays within both limits and is the newest, the last message whatever its size.</summary>
    [Fact]
    public void Append_AnyLengths_KeepsTheNewestWithinTheLimits() =>
        Gen.Int[1, 2_000].Array[1, 40].Sample(lengths =>
        {
            var options = new DirectLineOptions { MaxHistory = 10, MaxHistoryBytes = 4_096 };
            var conversation = Conversation(options);
            foreach (var length in lengths)
            {
                conversation.Append(New(ActivityTypes.Message, new string('x', length)));
            }

            var page = conversation.After(0);
            var bytes = page.Entries.Sum(entry => entry.Json.Length);
            return page.Entries.Count is >= 1 and <= 10
                && (bytes <= 4_096 || page.Entries.Count == 1)
                && page.Entries[^1].Sequence == lengths.Length
                && page.Entries.Select(entry => entry.Sequence).SequenceEqual(Enumerable.Range(lengths.Length - page.Entries.Count + 1, page.Entries.Count).Select(n => (long)n));
        });

    [Fact]
    public void After_MessageThatWasStreamed_NoLongerShowsItsParts()
    {
        var conversation = Conversation();
        conversation.Append(New(ActivityTypes.Typing));
        conversation.Append(New(ActivityTypes.Typing, "Searching", stream: "s"));
        conversation.Append(New(ActivityTypes.Typing, "another", stream: "other"));
        conversation.Append(New(ActivityTypes.Message, "The answer", stream: "s"));

        Assert.Equal(["another", "The answer"], TextsOf(conversation.After(0)));
    }

    [Fact]
    public async Task After_NothingNew_SignalsTheNextActivity()
    {
        var conversation = Conversation();
        var page = conversation.After(0);
        Assert.Empty(page.Entries);
        Assert.False(page.Changed.IsCompleted);

        conversation.Append(New(ActivityTypes.Message, "hello"));

        await page.Changed.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal(["hello"], TextsOf(conversation.After(page.Watermark)));
    }

    [Fact]
    public void Append_ActivityChangedAfterwards_KeepsWhatWasSaid()
    {
        var conversation = Conversation();
        var activity = New(ActivityTypes.Message, "before");
        conversation.Append(activity);
        activity.Text = "after";

        Assert.Equal(["before"], TextsOf(conversation.After(0)));
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("", 0)]
    [InlineData("0", 0)]
    [InlineData("17", 17)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void TryParseWatermark_NumberOrNothing_IsRead(string? text, long expected)
    {
        Assert.True(DirectLineConversation.TryParseWatermark(text, out var watermark));
        Assert.Equal(expected, watermark);
    }

    [Fact]
    public void TryParseWatermark_AnyText_IsAPlainNumberOrRefused() =>
        Gen.String.Sample(text => DirectLineConversation.TryParseWatermark(text, out var watermark) == (text.Length == 0 || text.All(char.IsAsciiDigit)) && watermark >= 0);

    private static DirectLineConversation Conversation(DirectLineOptions? options = null) => new("c", options ?? new DirectLineOptions(), new FakeTimeProvider());

    private static IEnumerable<string?> TextsOf(HistoryPage page) => page.Entries.Select(entry => (string?)JsonNode.Parse(entry.Json)!["text"]);

    private Activity New(string type, string? text = null, string? stream = null) => new()
    {
        Type = type,
        Id = $"{Interlocked.Increment(ref _lastId)}",
        Text = text,
        ChannelData = stream is null ? null : System.Text.Json.JsonSerializer.SerializeToElement(new { streamId = stream }),
    };

    private sealed class Reader
    {
        private long _watermark;

        public List<string> Messages { get; } = [];

        public void Read(DirectLineConversation conversation)
        {
            var page = conversation.After(_watermark);
            Messages.AddRange(page.Entries.Where(entry => entry.Stream is null).Select(entry => (string)JsonNode.Parse(entry.Json)!["text"]!));
            _watermark = page.Watermark;
        }
    }
}
