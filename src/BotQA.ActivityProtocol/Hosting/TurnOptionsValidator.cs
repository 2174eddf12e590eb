using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.Hosting;

/// <summary>Checks <see cref="TurnOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class TurnOptionsValidator : IValidateOptions<TurnOptions>;
