using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.Files;

/// <summary>Checks <see cref="FileDownloadOptions"/> by their attributes.</summary>
[OptionsValidator]
internal sealed partial class FileDownloadOptionsValidator : IValidateOptions<FileDownloadOptions>;
