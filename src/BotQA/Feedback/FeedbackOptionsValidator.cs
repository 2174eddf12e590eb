using Microsoft.Extensions.Options;

namespace BotQA.Feedback;

/// <summary>Checks <see cref="FeedbackOptions"/> by their attributes.</summary>
[OptionsValidator]
internal sealed partial class FeedbackOptionsValidator : IValidateOptions<FeedbackOptions>;
