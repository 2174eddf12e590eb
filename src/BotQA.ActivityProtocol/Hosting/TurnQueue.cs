using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.Hosting;

/// <summary>
/// Runs turns: those with the same key one after another in the order they came, others in parallel on a fixed number of workers. Both the
/// whole and each key are bounded. A conversation with much to say takes its place behind the others after each turn.
/// </summary>
internal sealed partial class TurnQueue : IHostedService, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<Func<CancellationToken, Task>>> _waiting = new(StringComparer.Ordinal);
    private readonly Channel<string> _ready = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _abort = new();
    private readonly TurnOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<TurnQueue> _logger;
    private Task _workers = Task.CompletedTask;
    private int _pending;
    private bool _stopping;

    public TurnQueue(IOptions<TurnOptions> options, TimeProvider timeProvider, TurnMetrics metrics, ILogger<TurnQueue> logger)
    {
        _options = options.Value;
        _timeProvider = timeProvider;
        _logger = logger;
        metrics.ObservePending(() => Volatile.Read(ref _pending));
    }

    /// <summary>Takes a turn on if there is room for it.</summary>
    /// <param name="key">Turns with the same key keep their order.</param>
    /// <param name="turn">The turn; it shouldn't throw. Its token is cancelled when a shutdown has run out of time.</param>
    /// <param name="hasPlace">Whether the turn was accepted before, and is taken on though the queue is full.</param>
    public TurnAcceptance TryEnqueue(string key, Func<CancellationToken, Task> turn, bool hasPlace = false)
    {
        lock (_gate)
        {
            if (_stopping)
            {
                return TurnAcceptance.Stopping;
            }

            if (_pending >= _options.Capacity && !hasPlace)
            {
                return TurnAcceptance.QueueFull;
            }

            if (!_waiting.TryGetValue(key, out var turns))
            {
                _waiting.Add(key, turns = new Queue<Func<CancellationToken, Task>>());
                _ready.Writer.TryWrite(key);
            }
            else if (turns.Count >= _options.ConversationCapacity && !hasPlace)
            {
                return TurnAcceptance.ConversationFull;
            }

            turns.Enqueue(turn);
            _pending++;
            return TurnAcceptance.Accepted;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _workers = Task.WhenAll(Enumerable.Range(0, _options.Workers).Select(_ => Task.Run(WorkAsync, CancellationToken.None)));
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _stopping = true;
            if (_pending == 0)
            {
                _ready.Writer.TryComplete();
            }
        }

        await _workers.WaitAsync(_options.DrainTimeout, _timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_workers.IsCompleted)
        {
            LogDrainTimedOut(Volatile.Read(ref _pending), _options.DrainTimeout);
            await _abort.CancelAsync();
            await _workers.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Dispose() => _abort.Dispose();

    private async Task WorkAsync()
    {
        await foreach (var key in _ready.Reader.ReadAllAsync(CancellationToken.None))
        {
            try
            {
                await Next(key)(_abort.Token);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                LogTurnThrew(exception);
            }
            finally
            {
                Complete(key);
            }
        }
    }

    private Func<CancellationToken, Task> Next(string key)
    {
        lock (_gate)
        {
            return _waiting[key].Peek();
        }
    }

    private void Complete(string key)
    {
        lock (_gate)
        {
            // A running turn stays at the head of its queue, so that it counts and its key isn't handed to a second worker.
            var turns = _waiting[key];
            turns.Dequeue();
            _pending--;
            if (turns.Count > 0)
            {
                _ready.Writer.TryWrite(key);
            }
            else
            {
                _waiting.Remove(key);
            }

            if (_stopping && _pending == 0)
            {
                _ready.Writer.TryComplete();
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The host stops with {Pending} turns unfinished after {DrainTimeout}; raise Bot:Turns:DrainTimeout if they need longer.")]
    private partial void LogDrainTimedOut(int pending, TimeSpan drainTimeout);

    [LoggerMessage(LogLevel.Error, "A turn ended with an exception that it should have handled.")]
    private partial void LogTurnThrew(Exception exception);
}
