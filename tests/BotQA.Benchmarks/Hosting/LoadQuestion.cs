using BotQA.ActivityProtocol.Schema;

namespace BotQA.Benchmarks.Hosting;

/// <summary>A question of the load test.</summary>
/// <param name="Conversation">The conversation, counted from 0.</param>
/// <param name="Turn">The question's place in the conversation, counted from 0.</param>
internal sealed record LoadQuestion(int Conversation, int Turn)
{
    public const int Conversations = 200;
    public const int TurnsPerConversation = 10;

    /// <summary>Every question, by conversation and then in order.</summary>
    public static IReadOnlyList<LoadQuestion> All { get; } =
        [.. Enumerable.Range(0, Conversations * TurnsPerConversation).Select(index => new LoadQuestion(index / TurnsPerConversation, index % TurnsPerConversation))];

    /// <summary>What is asked, of documents in the knowledge folder that ships with BotQA; the last has no answer there.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        "Who skipped the event?",
        "How many foreign leaders attended the celebrations?",
        "Which anniversary did Russia celebrate?",
        "What did Putin say Russia will never accept?",
        "How long was the truce that Russia declared?",
        "Who told journalists about the congratulations?",
        "What did Trump call the victory over Nazism?",
        "Why did Trump voice frustration?",
        "How long may a question be?",
        "Which file formats does BotQA read?",
        "What is the confidence of an answer?",
        "Under which licence is BotQA?",
        "What is the boiling point of nitrogen?",
    ];

    /// <summary>The activity's id, unique in the whole run.</summary>
    public string Id { get; } = $"c{Conversation:d3}-q{Turn}";

    /// <summary>An id of the shape that Teams uses, with characters that a URL has to escape.</summary>
    public string ConversationId { get; } = $"19:c{Conversation:d3}@thread.v2;messageid=1";

    public string Text => Texts[(Conversation + Turn) % Texts.Count];

    public Activity ToActivity(string channelId, string serviceUrl) => new()
    {
        Type = ActivityTypes.Message,
        Id = Id,
        ChannelId = channelId,
        ServiceUrl = serviceUrl,
        From = new ChannelAccount { Id = $"29:user-{Conversation}" },
        Recipient = new ChannelAccount { Id = "28:bot" },
        Conversation = new ConversationAccount { Id = ConversationId, ConversationType = ConversationTypes.Personal },
        Text = Text,
    };
}
