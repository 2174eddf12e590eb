using Microsoft.Extensions.Options;

namespace BotQA.Inbox;

/// <summary>Checks <see cref="PostgresInboxOptions"/> by their attributes.</summary>
[OptionsValidator]
internal sealed partial class PostgresInboxOptionsValidator : IValidateOptions<PostgresInboxOptions>;
