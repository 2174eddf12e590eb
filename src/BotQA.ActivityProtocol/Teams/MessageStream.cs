using System.Net;
using BotQA.ActivityProtocol.Connector;
using BotQA.ActivityProtocol.Hosting;
using BotQA.ActivityProtocol.Schema;

namespace BotQA.ActivityProtocol.Teams;

/// <summary>The requests of one stream: numbered, paced, and what becomes of the message when the channel takes no more. One request at a time.</summary>
internal sealed class MessageStream(ITurnContext turnContext, TimeProvider timeProvider, StreamingOptions options)
{
    private const int FirstSequence = 1;

    // Teams' own limit; the last part needn't wait as long as those before.
    private static readonly TimeSpan MinInterval = TimeSpan.FromSeconds(1);

    private string? _id;
    private int _sequence;
    private DateTimeOffset _firstRequest;
    private DateTimeOffset _lastRequest;
    private volatile MessageStreamState _state;

    /// <summary>Whether the channel takes more.</summary>
    public MessageStreamState State => _state;

    /// <summary>Whether the channel knows of the stream.</summary>
    public bool IsBegun => _id is not null;

    /// <summary>The text that the user saw.</summary>
    public string StreamedText { get; private set; } = "";

    private bool IsOutOfTime => IsBegun && timeProvider.GetUtcNow() - _firstRequest >= options.Limit;

    /// <summary>Waits until the next part may be sent.</summary>
    public Task WaitForPlaceAsync(CancellationToken cancellationToken) => WaitAsync(options.Interval, cancellationToken);

    /// <summary>Sends an informative line or all the text so far. A refusal changes <see cref="State"/>.</summary>
    public async Task SendPartAsync(string streamType, string text, CancellationToken cancellationToken)
    {
        if (IsOutOfTime)
        {
            _state = MessageStreamState.Refused;
            return;
        }

        var part = new StreamInfo { StreamId = _id, StreamType = streamType, StreamSequence = ++_sequence }
            .ApplyTo(new Activity { Type = ActivityTypes.Typing, Text = text });
        _lastRequest = timeProvider.GetUtcNow();
        _firstRequest = _sequence == FirstSequence ? _lastRequest : _firstRequest;
        try
        {
            var response = await turnContext.SendActivityAsync(part, cancellationToken);
            _id ??= response.Id;
            StreamedText = streamType == StreamTypes.Streaming ? text : StreamedText;
            _state = IsBegun ? MessageStreamState.Open : MessageStreamState.Failed;
        }
        catch (ConnectorException exception)
        {
            _state = StateAfter(exception);
        }
    }

    /// <summary>Sends the whole message, in the way that the stream's state leaves.</summary>
    public async Task<StreamingResult> FinishAsync(Activity message, CancellationToken cancellationToken)
    {
        if (_state == MessageStreamState.Cancelled)
        {
            return new StreamingResult(StreamingOutcome.Cancelled, _id);
        }

        if (!IsBegun)
        {
            return await SendPlainAsync(message, cancellationToken);
        }

        if (_state == MessageStreamState.Refused || IsOutOfTime)
        {
            return await UpdateAsync(message, cancellationToken);
        }

        await WaitAsync(MinInterval, cancellationToken);
        return await SendFinalAsync(message, cancellationToken);
    }

    private static MessageStreamState StateAfter(ConnectorException exception)
    {
        if (exception is not { StatusCode: HttpStatusCode.Forbidden, ErrorCode: ConnectorErrorCodes.ContentStreamNotAllowed })
        {
            return MessageStreamState.Failed;
        }

        return exception.ErrorMessage?.Contains("cancel", StringComparison.OrdinalIgnoreCase) == true ? MessageStreamState.Cancelled : MessageStreamState.Refused;
    }

    private async Task<StreamingResult> SendFinalAsync(Activity message, CancellationToken cancellationToken)
    {
        var final = new StreamInfo { StreamId = _id, StreamType = StreamTypes.Final }.ApplyTo(message.Clone());
        try
        {
            message.Id = (await turnContext.SendActivityAsync(final, cancellationToken)).Id ?? _id;
            return new StreamingResult(StreamingOutcome.Streamed, message.Id);
        }
        catch (ConnectorException exception) when (exception.StatusCode is not null)
        {
            _state = StateAfter(exception);
            return _state switch
            {
                MessageStreamState.Cancelled => new StreamingResult(StreamingOutcome.Cancelled, _id),
                MessageStreamState.Refused => await UpdateAsync(message, cancellationToken),
                _ => await SendPlainAsync(message, cancellationToken),
            };
        }
    }

    private async Task<StreamingResult> UpdateAsync(Activity message, CancellationToken cancellationToken)
    {
        try
        {
            message.Id = _id;
            await turnContext.UpdateActivityAsync(message, cancellationToken);
            return new StreamingResult(StreamingOutcome.Updated, _id);
        }
        catch (ConnectorException exception) when (exception.StatusCode is not null)
        {
            // Half of it twice is better than half of it alone.
            message.Id = null;
            return await SendPlainAsync(message, cancellationToken);
        }
    }

    private async Task<StreamingResult> SendPlainAsync(Activity message, CancellationToken cancellationToken)
    {
        var response = await turnContext.SendActivityAsync(message, cancellationToken);
        return new StreamingResult(StreamingOutcome.Sent, response.Id);
    }

    private Task WaitAsync(TimeSpan interval, CancellationToken cancellationToken)
    {
        var wait = _sequence == 0 ? TimeSpan.Zero : _lastRequest + interval - timeProvider.GetUtcNow();
        return wait > TimeSpan.Zero ? Task.Delay(wait, timeProvider, cancellationToken) : Task.CompletedTask;
    }
}
