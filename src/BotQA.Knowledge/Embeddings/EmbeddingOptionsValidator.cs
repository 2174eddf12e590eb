using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Embeddings;

[OptionsValidator]
internal sealed partial class EmbeddingOptionsValidator : IValidateOptions<EmbeddingOptions>;
