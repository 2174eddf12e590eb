using BotQA.ActivityProtocol.Schema;
using Microsoft.Extensions.Options;

namespace BotQA.Bot;

/// <summary>The latest answers, in memory alone, found by the id of the message that brought them or by their own.</summary>
internal sealed class SentAnswers(IOptions<BotOptions> options)
{
    private const int KeysPerAnswer = 3;

    // No channel gives a message this id.
    private const string Latest = "";

    private readonly BoundedMap<(ConversationKey, string), SentAnswer> _answers = new(KeysPerAnswer * options.Value.RememberedAnswers);

    /// <summary>Remembers an answer.</summary>
    /// <param name="question">The activity that was answered.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="activityId">The id of the message with the answer, or null where the channel gave none.</param>
    public void Remember(Activity question, SentAnswer answer, string? activityId)
    {
        var conversation = ConversationKey.Of(question);
        _answers.Remove((conversation, Latest));
        _answers.TryAdd((conversation, Latest), answer);
        _answers.TryAdd((conversation, answer.Id), answer);
        if (activityId is not null)
        {
            _answers.TryAdd((conversation, activityId), answer);
        }
    }

    /// <summary>Finds an answer that was given in the conversation of an activity.</summary>
    /// <param name="feedback">The activity that brought the feedback; answers of other conversations are not found.</param>
    /// <param name="id">The id of the message or of the answer; null, as the Agents Playground leaves it out, for the latest answer.</param>
    public SentAnswer? Find(Activity feedback, string? id) =>
        _answers.TryGet((ConversationKey.Of(feedback), id ?? Latest), out var answer) ? answer : null;
}
