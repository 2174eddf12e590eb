using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.DirectLine;

/// <summary>Checks <see cref="DirectLineOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class DirectLineOptionsValidator : IValidateOptions<DirectLineOptions>;
