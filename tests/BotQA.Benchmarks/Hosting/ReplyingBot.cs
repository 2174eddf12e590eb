using System.Diagnostics;
using BotQA.ActivityProtocol.Hosting;

namespace BotQA.Benchmarks.Hosting;

/// <summary>Finds what to say to a question.</summary>
internal delegate Task<string> Reply(string question, CancellationToken cancellationToken);

/// <summary>Replies to each activity with its id and what <see cref="Reply"/> finds, so that a reply that went astray shows.</summary>
internal sealed class ReplyingBot(Reply reply, TurnTimes times) : IBot
{
    public static string Format(string questionId, string reply) => $"{questionId} {reply}";

    public async Task OnTurnAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        var started = Stopwatch.GetTimestamp();
        var text = await reply(turnContext.Activity.Text!, cancellationToken);
        times.Replying(Stopwatch.GetElapsedTime(started));
        await turnContext.SendActivityAsync(Format(turnContext.Activity.Id!, text), cancellationToken);
    }
}
