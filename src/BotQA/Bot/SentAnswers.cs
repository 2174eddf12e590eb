using BotQA.ActivityProtocol.Schema;
using BotQA.Storage;
using Microsoft.Extensions.Options;

namespace BotQA.Bot;

/// <summary>
/// The latest answers, found by the id of the message that brought them or by their own: in memory, and where hosts share a cache for a day
/// there.
/// </summary>
internal sealed class SentAnswers(IOptions<BotOptions> options, SharedMemory? shared = null)
{
    private const int KeysPerAnswer = 3;
    private const string AnswerKind = "answer";
    private const string MessageKind = "answer-of-message";

    // No channel gives a message this id.
    private const string Latest = "";

    private static readonly TimeSpan SharedLifetime = TimeSpan.FromDays(1);

    private readonly BoundedMap<(ConversationKey, string), SentAnswer> _answers = new(KeysPerAnswer * options.Value.RememberedAnswers);

    /// <summary>Remembers an answer.</summary>
    /// <param name="question">The activity that was answered.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="activityId">The id of the message with the answer, or null where the channel gave none.</param>
    /// <param name="cancellationToken">Ends the sharing.</param>
    public async Task RememberAsync(Activity question, SentAnswer answer, string? activityId, CancellationToken cancellationToken = default)
    {
        var conversation = ConversationKey.Of(question);
        _answers.Remove((conversation, Latest));
        _answers.TryAdd((conversation, Latest), answer);
        _answers.TryAdd((conversation, answer.Id), answer);
        if (activityId is not null)
        {
            _answers.TryAdd((conversation, activityId), answer);
        }

        if (shared is not null)
        {
            await shared.SetAsync(AnswerKind, NameOf(conversation, answer.Id), answer, SharedLifetime, cancellationToken);
            await shared.SetAsync(MessageKind, NameOf(conversation, Latest), answer.Id, SharedLifetime, cancellationToken);
            if (activityId is not null)
            {
                await shared.SetAsync(MessageKind, NameOf(conversation, activityId), answer.Id, SharedLifetime, cancellationToken);
            }
        }
    }

    /// <summary>Finds an answer that was given in the conversation of an activity.</summary>
    /// <param name="feedback">The activity that brought the feedback; answers of other conversations are not found.</param>
    /// <param name="id">The id of the message or of the answer; null, as the Agents Playground leaves it out, for the latest answer.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<SentAnswer?> FindAsync(Activity feedback, string? id, CancellationToken cancellationToken = default)
    {
        var conversation = ConversationKey.Of(feedback);

        // Of the latest answer another host may know more.
        if ((id is not null || shared is null) && _answers.TryGet((conversation, id ?? Latest), out var answer))
        {
            return answer;
        }

        if (shared is null)
        {
            return null;
        }

        var answerId = await shared.GetAsync<string>(MessageKind, NameOf(conversation, id ?? Latest), cancellationToken) ?? id;
        return answerId is null ? null : await shared.GetAsync<SentAnswer>(AnswerKind, NameOf(conversation, answerId), cancellationToken);
    }

    private static string[] NameOf(ConversationKey conversation, string id) => [conversation.ChannelId, conversation.ConversationId, id];
}
