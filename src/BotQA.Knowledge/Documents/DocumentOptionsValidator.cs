using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Documents;

[OptionsValidator]
internal sealed partial class DocumentOptionsValidator : IValidateOptions<DocumentOptions>;
