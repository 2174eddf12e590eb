using System.Text;
using System.Threading.Channels;
using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Connector;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Teams;

/// <summary>
/// A message that grows in front of the user: informative lines, then the text so far, then the whole. Requests are paced and made one at a
/// time in the background, so that callers don't wait before <see cref="CompleteAsync"/>. Where streams aren't possible (group chats, channels
/// other than Teams, Web Chat and Direct Line, a second stream in a turn) only the whole message is sent. What was streamed can't be taken
/// back: append only text that will stand. Nothing else should be sent in the turn while a stream is open.
/// </summary>
public sealed class StreamingResponse : IAsyncDisposable
{
    private const int MaxInformativeLength = 1_000;
    private const string TurnStateKey = "BotQA.ActivityProtocol.StreamingResponse";

    private readonly ITurnContext _turnContext;
    private readonly StreamingOptions _options;
    private readonly MessageStream _stream;
    private readonly CancellationTokenSource _cancellation;
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource _completing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private readonly bool _isSupported;
    private readonly Task _pump;
    private string? _informative;

    /// <summary>Prepares a message; nothing is sent yet.</summary>
    /// <param name="turnContext">The turn that the message answers.</param>
    /// <param name="timeProvider">The clock that paces the requests.</param>
    /// <param name="options">How the message is streamed; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the requests in the background.</param>
    public StreamingResponse(
        ITurnContext turnContext,
        TimeProvider timeProvider,
        StreamingOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        ArgumentNullException.ThrowIfNull(timeProvider);

        _turnContext = turnContext;
        _options = options ?? new StreamingOptions();
        _stream = new MessageStream(turnContext, timeProvider, _options);
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _isSupported = IsSupported(turnContext.Activity) && turnContext.TurnState.TryAdd(TurnStateKey, this);
        _pump = _isSupported ? PumpAsync() : Task.CompletedTask;
    }

    /// <summary>Whether more of the message would be streamed; false once the user stopped the stream or the channel takes no more.</summary>
    public bool IsStreaming => _isSupported && _stream.State == MessageStreamState.Open && !_completing.Task.IsCompleted;

    // A stream that was asked for begins, however soon the whole message comes: otherwise the two would race.
    private bool OwesBeginning
    {
        get
        {
            lock (_gate)
            {
                return _isSupported && _informative is not null && _stream is { IsBegun: false, State: MessageStreamState.Open };
            }
        }
    }

    /// <summary>Whether the user stopped the stream; there is no use in going on then.</summary>
    public bool IsCancelled => _stream.State == MessageStreamState.Cancelled;

    /// <summary>Whether a message that answers <paramref name="activity"/> can be streamed.</summary>
    public static bool IsSupported(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return activity.DeliveryMode != DeliveryModes.ExpectReplies
            && activity.ChannelId is Channels.MsTeams or Channels.WebChat or Channels.DirectLine
            && activity.IsPersonal();
    }

    /// <summary>Shows what the bot is doing, until text is appended. The first line begins the stream and is always sent.</summary>
    /// <param name="text">A line, shortened to 1,000 characters.</param>
    public void SendInformative(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        lock (_gate)
        {
            _informative = Shortened.To(MaxInformativeLength, text);
        }

        _news.Writer.TryWrite(true);
    }

    /// <summary>Adds to the text.</summary>
    public void Append(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0)
        {
            return;
        }

        lock (_gate)
        {
            _text.Append(text);
        }

        _news.Writer.TryWrite(true);
    }

    /// <summary>Sends the whole message and ends the stream.</summary>
    /// <param name="message">The message, with its attachments, entities and channel data; its text begins with what was appended.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>How the message reached the user.</returns>
    /// <exception cref="ArgumentException">The message's text doesn't begin with text that the user saw already.</exception>
    /// <exception cref="InvalidOperationException">The message was completed before.</exception>
    /// <exception cref="ConnectorException">The channel refused the message or can't be reached.</exception>
    public async Task<StreamingResult> CompleteAsync(Activity message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (!_completing.TrySetResult())
        {
            throw new InvalidOperationException("The message was completed before.");
        }

        _news.Writer.Complete();
        await _pump.WaitAsync(cancellationToken);
        if (message.Text?.StartsWith(_stream.StreamedText, StringComparison.Ordinal) == false)
        {
            throw new ArgumentException("The message's text has to begin with what was streamed.", nameof(message));
        }

        return await _stream.FinishAsync(message, cancellationToken);
    }

    /// <summary>Ends the requests in the background. A stream that wasn't completed stays as it is.</summary>
    public async ValueTask DisposeAsync()
    {
        await _cancellation.CancelAsync();
        await _pump;
        if (_isSupported)
        {
            _turnContext.TurnState.Remove(TurnStateKey);
        }

        _cancellation.Dispose();
    }

    private async Task PumpAsync()
    {
        try
        {
            while ((IsStreaming || OwesBeginning) && await _news.Reader.WaitToReadAsync(_cancellation.Token))
            {
                // The whole message, once it is there, has no use for the place of a part.
                await Task.WhenAny(_stream.WaitForPlaceAsync(_cancellation.Token), _completing.Task);
                _cancellation.Token.ThrowIfCancellationRequested();
                _news.Reader.TryRead(out _);
                if ((!_completing.Task.IsCompleted || OwesBeginning) && TakePart() is var (streamType, text))
                {
                    await _stream.SendPartAsync(streamType, text, _cancellation.Token);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or OutboundTokenException)
        {
            // The whole message meets the same trouble, and who completes it hears of it.
        }
    }

    private (string StreamType, string Text)? TakePart()
    {
        lock (_gate)
        {
            if (_text.Length > _stream.StreamedText.Length && _stream.IsBegun)
            {
                _informative = null;
                return (StreamTypes.Streaming, _text.ToString());
            }

            // A stream begins with an informative line; the Agents Playground never answers another beginning.
            var informative = _informative ?? (_text.Length > 0 && !_stream.IsBegun ? _options.DefaultInformative : null);
            _informative = null;
            if (informative is not null && _text.Length > 0)
            {
                _news.Writer.TryWrite(true);
            }

            return informative is null || _stream.StreamedText.Length > 0 ? null : (StreamTypes.Informative, informative);
        }
    }
}
