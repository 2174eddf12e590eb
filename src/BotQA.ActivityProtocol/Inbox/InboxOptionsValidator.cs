using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.Inbox;

/// <summary>Checks <see cref="InboxOptions"/> by their attributes.</summary>
[OptionsValidator]
internal sealed partial class InboxOptionsValidator : IValidateOptions<InboxOptions>;
