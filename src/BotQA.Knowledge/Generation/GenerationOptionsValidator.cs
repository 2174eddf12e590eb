using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Generation;

/// <summary>Checks <see cref="GenerationOptions"/> by their attributes.</summary>
[OptionsValidator]
internal sealed partial class GenerationOptionsValidator : IValidateOptions<GenerationOptions>;
