using Microsoft.Extensions.Options;

namespace BotQA.Sources;

/// <summary>Checks <see cref="SourceOptions"/> by their attributes.</summary>
[OptionsValidator]
internal sealed partial class SourceOptionsValidator : IValidateOptions<SourceOptions>;
