using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.Authentication;

/// <summary>Checks the ranges of <see cref="BotAuthenticationOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class BotAuthenticationOptionsValidator : IValidateOptions<BotAuthenticationOptions>;
