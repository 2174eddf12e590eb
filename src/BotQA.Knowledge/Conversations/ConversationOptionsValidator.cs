using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Conversations;

[OptionsValidator]
internal sealed partial class ConversationOptionsValidator : IValidateOptions<ConversationOptions>;
