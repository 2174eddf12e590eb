namespace BotQA.Feedback;

/// <summary>Whose feedback on what, so that a change of mind replaces the first opinion. Neither is stored; see <see cref="SqliteFeedbackStore"/>.</summary>
/// <param name="UserId">The channel's id of the user.</param>
/// <param name="AnswerId">The answer, unique among all.</param>
internal sealed record FeedbackVoter(string UserId, string AnswerId);
