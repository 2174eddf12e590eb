using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Storage;

/// <summary>Checks the options by their annotations.</summary>
[OptionsValidator]
internal sealed partial class InMemoryVectorStoreOptionsValidator : IValidateOptions<InMemoryVectorStoreOptions>;
