using BotQA.ActivityProtocol.Schema;
using BotQA.ActivityProtocol.Teams;
using BotQA.Knowledge.Answering;
using BotQA.Tests.Support;

namespace BotQA.Tests.Bot;

public sealed class GeneratedStreamTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Channels.MsTeams)]
    [InlineData(Channels.WebChat)]
    public async Task Message_AnswerGrows_IsShownSentenceBySentence(string channel)
    {
        var growing = new GrowingAnswerer();
        await using var chat = new Chat(growing);

        var turn = chat.TurnAsync(chat.Says(Chat.Question, channel), Cancellation);
        await growing.Asked.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        growing.Grow("Russia declared a 72-hour truce. [1]");
        await chat.Channel.SentAsync(activity => activity.Text?.Contains("Russia declared", StringComparison.Ordinal) == true).WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        growing.End("Russia declared a 72-hour truce. [1] Fighting went on. [1]");
        await turn.WaitAsync(TimeSpan.FromMinutes(1), Cancellation);

        var parts = chat.Channel.Sent.Where(activity => StreamInfo.Read(activity) is { StreamType: StreamTypes.Streaming }).ToList();
        var final = Assert.Single(chat.Channel.Messages);
        Assert.NotEmpty(parts);
        Assert.All(parts, part => Assert.StartsWith(part.Text!, final.Text, StringComparison.Ordinal));
        Assert.Contains("Fighting went on", final.Text, StringComparison.Ordinal);
    }

    private sealed class GrowingAnswerer : IQuestionAnswerer
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<Answer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private AnswerOptions? _options;

        public Task Asked => _asked.Task;

        public Task<Answer> AnswerAsync(string question, AnswerOptions? options = null, CancellationToken cancellationToken = default)
        {
            _options = options;
            _asked.SetResult();
            return _answer.Task.WaitAsync(cancellationToken);
        }

        public void Grow(string text) => _options!.Progress!.Report(With(text));

        public void End(string text) => _answer.SetResult(With(text));

        private static Answer With(string text) =>
            Some.Answered(Chat.Question, "72-hour", Chat.Document, "Russia declared a 72-hour truce.") with { Text = text, IsGenerated = true };
    }
}
