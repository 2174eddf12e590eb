using Microsoft.Extensions.Options;

namespace BotQA.Web.Chat;

/// <summary>Checks <see cref="ChatPageOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class ChatPageOptionsValidator : IValidateOptions<ChatPageOptions>;
