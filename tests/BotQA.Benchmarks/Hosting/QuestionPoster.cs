using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.Benchmarks.Hosting;

/// <summary>
/// Posts the questions as a channel does: the conversations side by side, within one the next question once the earlier was accepted, and
/// again after the time the bot asks for when it has no room.
/// </summary>
internal sealed class QuestionPoster(string botUrl, string channelId, string serviceUrl) : IDisposable
{
    private const int MaxInFlight = 32;

    private readonly HttpClient _client = new() { BaseAddress = new Uri(botUrl) };
    private readonly SemaphoreSlim _inFlight = new(MaxInFlight);
    private readonly Dictionary<string, long> _postedAt = LoadQuestion.All.ToDictionary(question => question.Id, _ => 0L);
    private readonly ConcurrentQueue<double> _postTimes = [];
    private int _retries;

    /// <summary>When each question was first posted, by its id, timestamps of <see cref="Stopwatch"/>; 0 for never.</summary>
    public IReadOnlyDictionary<string, long> PostedAt => _postedAt;

    /// <summary>How long the bot took to answer each post, in seconds.</summary>
    public IReadOnlyCollection<double> PostTimes => _postTimes;

    /// <summary>How many posts were told to come back later.</summary>
    public int Retries => Volatile.Read(ref _retries);

    /// <summary>Posts every question; ends when all are accepted.</summary>
    /// <exception cref="HttpRequestException">The bot refused a question for good.</exception>
    public Task PostAllAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(LoadQuestion.All.GroupBy(question => question.Conversation).Select(questions => PostAsync(questions, cancellationToken)));

    public void Dispose()
    {
        _client.Dispose();
        _inFlight.Dispose();
    }

    private async Task PostAsync(IEnumerable<LoadQuestion> conversation, CancellationToken cancellationToken)
    {
        foreach (var question in conversation)
        {
            while (await TryPostAsync(question, cancellationToken) is { } retryAfter)
            {
                Interlocked.Increment(ref _retries);
                await Task.Delay(retryAfter, cancellationToken);
            }
        }
    }

    private async Task<TimeSpan?> TryPostAsync(LoadQuestion question, CancellationToken cancellationToken)
    {
        await _inFlight.WaitAsync(cancellationToken);
        try
        {
            using var content = new ByteArrayContent(ActivityJson.SerializeToUtf8Bytes(question.ToActivity(channelId, serviceUrl)));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            var started = MarkPosted(question.Id);
            using var response = await _client.PostAsync(new Uri("/api/messages", UriKind.Relative), content, cancellationToken);
            _postTimes.Enqueue(Stopwatch.GetElapsedTime(started).TotalSeconds);
            if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
            {
                return response.Headers.RetryAfter?.Delta ?? throw new HttpRequestException("A post was refused without Retry-After.");
            }

            return response.StatusCode == HttpStatusCode.Accepted
                ? null
                : throw new HttpRequestException($"The bot answered {(int)response.StatusCode} to {question.Id}.");
        }
        finally
        {
            _inFlight.Release();
        }
    }

    private long MarkPosted(string questionId)
    {
        var now = Stopwatch.GetTimestamp();
        lock (_postedAt)
        {
            if (_postedAt[questionId] == 0)
            {
                _postedAt[questionId] = now;
            }
        }

        return now;
    }
}
