using Microsoft.Extensions.Options;

namespace BotQA.Bot;

/// <summary>Checks <see cref="BotOptions"/> by their attributes.</summary>
[OptionsValidator]
internal sealed partial class BotOptionsValidator : IValidateOptions<BotOptions>;
