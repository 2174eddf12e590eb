using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Retrieval;

[OptionsValidator]
internal sealed partial class RetrievalOptionsValidator : IValidateOptions<RetrievalOptions>;
