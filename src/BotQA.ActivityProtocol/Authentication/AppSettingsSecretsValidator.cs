using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.Authentication;

/// <summary>Refuses secrets that stand in appsettings.json, where they end up in source control and in images.</summary>
internal sealed class AppSettingsSecretsValidator(IConfiguration configuration) : IValidateOptions<BotAuthenticationOptions>
{
    private static readonly string[] Secrets = [nameof(BotAuthenticationOptions.ClientSecret), nameof(BotAuthenticationOptions.CertificatePassword)];

    public ValidateOptionsResult Validate(string? name, BotAuthenticationOptions options)
    {
        var failures = (
            from secret in Secrets
            let key = $"{BotAuthenticationOptions.SectionName}:{secret}"
            from file in FilesOf(configuration, key)
            select $"{key} stands in {file}. Take it out, renew it, and set it as the environment variable Bot__Authentication__{secret} or by dotnet user-secrets.").ToList();
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> FilesOf(IConfiguration configuration, string key) => configuration is IConfigurationRoot root
        ? root.Providers.SelectMany(provider => provider switch
        {
            ChainedConfigurationProvider chained => FilesOf(chained.Configuration, key),
            FileConfigurationProvider { Source.Path: { } path } file when IsAppSettings(path) && file.TryGet(key, out var value) && !string.IsNullOrEmpty(value) => [Path.GetFileName(path)],
            _ => [],
        })
        : [];

    private static bool IsAppSettings(string path) => Path.GetFileName(path).StartsWith("appsettings", StringComparison.OrdinalIgnoreCase);
}
