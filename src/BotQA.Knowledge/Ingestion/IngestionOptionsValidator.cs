using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Ingestion;

/// <summary>Checks the options by their annotations.</summary>
[OptionsValidator]
internal sealed partial class IngestionOptionsValidator : IValidateOptions<IngestionOptions>;
