using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Answering;

[OptionsValidator]
internal sealed partial class AnsweringOptionsValidator : IValidateOptions<AnsweringOptions>;
