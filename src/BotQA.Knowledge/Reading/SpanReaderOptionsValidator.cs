using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Reading;

[OptionsValidator]
internal sealed partial class SpanReaderOptionsValidator : IValidateOptions<SpanReaderOptions>;
