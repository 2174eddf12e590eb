using BotQA.ActivityProtocol.Schema;

namespace BotQA.Benchmarks.Hosting;

/// <summary>A reply that the connector took.</summary>
/// <param name="ConversationId">The conversation named by the URL.</param>
/// <param name="QuestionId">The activity that the URL replies to.</param>
/// <param name="Activity">The body.</param>
/// <param name="FirstCallAt">When the first call for the question came, a timestamp of <see cref="System.Diagnostics.Stopwatch"/>.</param>
/// <param name="ReceivedAt">When the reply was taken; later than the first call by what refusals cost.</param>
/// <param name="PendingWork">How many pieces of work were waiting for a thread then.</param>
internal sealed record ReceivedReply(string ConversationId, string QuestionId, Activity Activity, long FirstCallAt, long ReceivedAt, long PendingWork);
