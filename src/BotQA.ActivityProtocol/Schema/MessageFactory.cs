using System.Text.Json;

namespace BotQA.ActivityProtocol.Schema;

/// <summary>Makes messages.</summary>
public static class MessageFactory
{
    /// <summary>A message with a text.</summary>
    /// <param name="text">The text; may be null beside attachments.</param>
    /// <param name="textFormat">One of <see cref="TextFormats"/>; null leaves it to the channel.</param>
    public static Activity Text(string? text, string? textFormat = null) => new()
    {
        Type = ActivityTypes.Message,
        Text = text,
        TextFormat = textFormat,
        InputHint = InputHints.AcceptingInput,
    };

    /// <summary>A message with attachments.</summary>
    public static Activity Attachment(params IEnumerable<Attachment> attachments)
    {
        var message = Text(text: null);
        message.Attachments = [.. attachments];
        return message;
    }

    /// <summary>An attachment that holds an Adaptive Card.</summary>
    public static Attachment AdaptiveCard(JsonElement card) => new() { ContentType = AttachmentContentTypes.AdaptiveCard, Content = card };

    /// <summary>A message with buttons, each of which says its caption.</summary>
    public static Activity SuggestedActions(string? text, params IEnumerable<string> captions)
    {
        var message = Text(text);
        message.SuggestedActions = new SuggestedActions { Actions = [.. captions.Select(ImBack)] };
        return message;
    }

    /// <summary>A button that sends <paramref name="text"/> as the user's own message.</summary>
    /// <param name="title">The caption.</param>
    /// <param name="text">What is sent.</param>
    public static CardAction ImBack(string title, string text) => new()
    {
        Type = ActionTypes.ImBack,
        Title = title,
        Value = JsonSerializer.SerializeToElement(text, ActivityJsonContext.Relaxed.String),
    };

    /// <summary>The sign that the bot is at work.</summary>
    public static Activity Typing() => new() { Type = ActivityTypes.Typing };

    private static CardAction ImBack(string caption) => ImBack(caption, caption);
}
