using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotQA.ActivityProtocol.Schema;

/// <summary>
/// The message of the Activity Protocol: something said, or something that happened, in a conversation. Fields not named here are kept in
/// <see cref="Properties"/> and survive a round trip; a null field is not written.
/// </summary>
public sealed class Activity
{
    /// <summary>What kind of activity this is, one of <see cref="ActivityTypes"/> or a type unknown to this library. Never null.</summary>
    public string Type { get; set; } = "";

    /// <summary>The id the channel gave this activity, unique within its conversation at most.</summary>
    public string? Id { get; set; }

    /// <summary>When the channel saw the activity, in UTC.</summary>
    public DateTimeOffset? Timestamp { get; set; }

    /// <summary>When the activity was sent, on the sender's clock.</summary>
    public DateTimeOffset? LocalTimestamp { get; set; }

    /// <summary>The sender's time zone, as an IANA name.</summary>
    public string? LocalTimezone { get; set; }

    /// <summary>The absolute URL that replies go to. Trusted only after authentication.</summary>
    public string? ServiceUrl { get; set; }

    /// <summary>The channel, one of <see cref="Channels"/> or another.</summary>
    public string? ChannelId { get; set; }

    /// <summary>The sender.</summary>
    public ChannelAccount? From { get; set; }

    /// <summary>The conversation the activity belongs to.</summary>
    public ConversationAccount? Conversation { get; set; }

    /// <summary>The receiver; in an inbound activity, the bot.</summary>
    public ChannelAccount? Recipient { get; set; }

    /// <summary>How <see cref="Text"/> is to be read, one of <see cref="TextFormats"/>.</summary>
    public string? TextFormat { get; set; }

    /// <summary>How several attachments are laid out: <c>list</c> or <c>carousel</c>.</summary>
    public string? AttachmentLayout { get; set; }

    /// <summary>The members that joined, in a conversation update.</summary>
    public IList<ChannelAccount>? MembersAdded { get; set; }

    /// <summary>The members that left, in a conversation update.</summary>
    public IList<ChannelAccount>? MembersRemoved { get; set; }

    /// <summary>The reactions added, in a message reaction.</summary>
    public IList<MessageReaction>? ReactionsAdded { get; set; }

    /// <summary>The reactions removed, in a message reaction.</summary>
    public IList<MessageReaction>? ReactionsRemoved { get; set; }

    /// <summary>The conversation's new topic, in a conversation update.</summary>
    public string? TopicName { get; set; }

    /// <summary>The language of <see cref="Text"/> and of the user, as a BCP 47 tag.</summary>
    public string? Locale { get; set; }

    /// <summary>The text of a message.</summary>
    public string? Text { get; set; }

    /// <summary>The text to be spoken, plain or SSML.</summary>
    public string? Speak { get; set; }

    /// <summary>Whether the bot expects input: <c>acceptingInput</c>, <c>ignoringInput</c> or <c>expectingInput</c>.</summary>
    public string? InputHint { get; set; }

    /// <summary>The text shown where a channel can't show the attachments.</summary>
    public string? Summary { get; set; }

    /// <summary>Buttons offered below the message, gone once one is used.</summary>
    public SuggestedActions? SuggestedActions { get; set; }

    /// <summary>Cards and files.</summary>
    public IList<Attachment>? Attachments { get; set; }

    /// <summary>Facts about the activity: mentions, citations, streaming.</summary>
    public IList<Entity>? Entities { get; set; }

    /// <summary>What only the channel understands; any JSON.</summary>
    public JsonElement? ChannelData { get; set; }

    /// <summary>What happened, in an installation update or a contact relation update; see <see cref="InstallationActions"/>.</summary>
    public string? Action { get; set; }

    /// <summary>The id of the activity this one answers.</summary>
    public string? ReplyToId { get; set; }

    /// <summary>A label, in a trace.</summary>
    public string? Label { get; set; }

    /// <summary>The type of <see cref="Value"/>.</summary>
    public string? ValueType { get; set; }

    /// <summary>The payload of an invoke, an event or a submitted card; any JSON.</summary>
    public JsonElement? Value { get; set; }

    /// <summary>The name of an invoke or an event; see <see cref="InvokeNames"/>.</summary>
    public string? Name { get; set; }

    /// <summary>Another conversation this activity is about.</summary>
    public ConversationReference? RelatesTo { get; set; }

    /// <summary>Why a conversation ended.</summary>
    public string? Code { get; set; }

    /// <summary>When the activity stops to matter.</summary>
    public DateTimeOffset? Expiration { get; set; }

    /// <summary><c>low</c>, <c>normal</c> or <c>high</c>.</summary>
    public string? Importance { get; set; }

    /// <summary>How the answer is delivered, one of <see cref="DeliveryModes"/>; null is normal.</summary>
    public string? DeliveryMode { get; set; }

    /// <summary>Words that help speech recognition.</summary>
    public IList<string>? ListenFor { get; set; }

    /// <summary>Every other field, as it was received.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Properties { get; set; }
}
