using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.Connector;

/// <summary>Checks <see cref="ConnectorOptions"/> at start.</summary>
[OptionsValidator]
internal sealed partial class ConnectorOptionsValidator : IValidateOptions<ConnectorOptions>;
