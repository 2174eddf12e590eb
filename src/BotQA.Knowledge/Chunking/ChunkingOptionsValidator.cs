using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Chunking;

[OptionsValidator]
internal sealed partial class ChunkingOptionsValidator : IValidateOptions<ChunkingOptions>;
