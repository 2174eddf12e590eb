using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.Hosting;

/// <summary>Checks <see cref="BotEndpointOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class BotEndpointOptionsValidator : IValidateOptions<BotEndpointOptions>;
