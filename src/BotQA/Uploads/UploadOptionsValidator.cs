using Microsoft.Extensions.Options;

namespace BotQA.Uploads;

/// <summary>Checks <see cref="UploadOptions"/> by their attributes.</summary>
[OptionsValidator]
internal sealed partial class UploadOptionsValidator : IValidateOptions<UploadOptions>;
