using BotQA.Bot;
using BotQA.Knowledge.Answering;
using BotQA.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BotQA.Tests.Bot;

public sealed class LimitedQuestionAnswererTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnswerAsync_ManyAtOnce_NeverRunsMoreThanTheLimitAndAnswersAll()
    {
        var running = 0;
        var most = 0;
        using var answerer = new LimitedQuestionAnswerer(
            new ScriptedAnswerer(async (question, _) =>
            {
                var now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref running);
                return Some.NotFound(question);
            }),
            concurrency: 3);

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => answerer.AnswerAsync($"{i}", cancellationToken: Token), Token))).WaitAsync(Patience, Token);

        Assert.Equal(200, answers.Select(answer => answer.Question).Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task AnswerAsync_AnswererFailsOrIsCancelled_GivesItsPlaceBack()
    {
        using var answerer = new LimitedQuestionAnswerer(
            new ScriptedAnswerer(question => question == "bad" ? throw new InvalidOperationException("bad") : Some.NotFound(question)), concurrency: 1);

        await Assert.ThrowsAsync<InvalidOperationException>(() => answerer.AnswerAsync("bad", cancellationToken: Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answerer.AnswerAsync("late", cancellationToken: new CancellationToken(canceled: true)));

        Assert.Equal("good", (await answerer.AnswerAsync("good", cancellationToken: Token).WaitAsync(Patience, Token)).Question);
    }

    [Fact]
    public async Task AnswerAsync_WaitingForAPlace_CanBeCancelled()
    {
        var release = new TaskCompletionSource<Answer>();
        using var answerer = new LimitedQuestionAnswerer(new ScriptedAnswerer((_, _) => release.Task), concurrency: 1);
        using var cancellation = new CancellationTokenSource();
        var first = answerer.AnswerAsync("first", cancellationToken: Token);
        var second = answerer.AnswerAsync("second", cancellationToken: cancellation.Token);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(Patience, Token));
        release.SetResult(Some.NotFound("first"));

        Assert.Equal("first", (await first.WaitAsync(Patience, Token)).Question);
    }

    [Fact]
    public void LimitConcurrentAnswers_WithoutAnAnswerer_SaysSo() =>
        Assert.Throws<InvalidOperationException>(() => new ServiceCollection().LimitConcurrentAnswers());

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
        {
            Interlocked.CompareExchange(ref target, value, seen);
        }
    }
}
