using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.Authentication;

/// <summary>Checks at start that the settings of <see cref="BotAuthenticationOptions"/> fit together.</summary>
internal sealed class BotCredentialsValidator : IValidateOptions<BotAuthenticationOptions>
{
    private const string Section = BotAuthenticationOptions.SectionName;

    public ValidateOptionsResult Validate(string? name, BotAuthenticationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> failures =
        [
            .. string.IsNullOrEmpty(options.AppId) ? WithoutAppId(options) : WithAppId(options),
            .. NotGuids(nameof(options.AllowedTenants), options.AllowedTenants),
            .. NotGuids(nameof(options.AllowedCallers), options.AllowedCallers),
            .. NotHosts(nameof(options.AllowedServiceHosts), options.AllowedServiceHosts),
            .. NotMetadata(nameof(options.ChannelMetadataUrl), options.ChannelMetadataUrl),
            .. NotMetadata(nameof(options.TenantMetadataUrl), options.TenantMetadataUrl?.Replace("{tenant}", "tenant", StringComparison.Ordinal)),
        ];
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> WithoutAppId(BotAuthenticationOptions options)
    {
        if (!options.AllowAnonymous)
        {
            yield return $"The bot has no app id. Set {Section}:AppId and its credentials, or {Section}:AllowAnonymous to true for clients on this computer alone.";
        }
    }

    private static IEnumerable<string> WithAppId(BotAuthenticationOptions options)
    {
        if (!Guid.TryParseExact(options.AppId, "D", out _))
        {
            yield return $"{Section}:AppId is not a GUID; copy the Microsoft App ID of the bot's registration.";
        }

        if (options.CredentialType == BotCredentialType.ClientSecret && string.IsNullOrEmpty(options.ClientSecret))
        {
            yield return $"{Section}:ClientSecret is missing. Set the environment variable Bot__Authentication__ClientSecret, or {Section}:CredentialType to Certificate or ManagedIdentity.";
        }

        if (options.CredentialType == BotCredentialType.Certificate && string.IsNullOrEmpty(options.CertificatePath))
        {
            yield return $"{Section}:CertificatePath is missing; name a PFX or PEM file with a private key.";
        }

        if (options.CredentialType == BotCredentialType.ManagedIdentity && string.IsNullOrEmpty(options.TenantId))
        {
            yield return $"{Section}:TenantId is missing; a bot with a managed identity belongs to one tenant.";
        }
    }

    private static IEnumerable<string> NotGuids(string setting, IEnumerable<string> values) =>
        values.Where(value => !Guid.TryParseExact(value, "D", out _)).Select(value => $"{Section}:{setting} holds \"{value}\", which is not a GUID.");

    private static IEnumerable<string> NotHosts(string setting, IEnumerable<string> values) =>
        values.Where(value => Uri.CheckHostName(value.TrimStart('.')) == UriHostNameType.Unknown).Select(value =>
            $"{Section}:{setting} holds \"{value}\"; write a host name such as connector.example.com, without scheme, port or path.");

    private static IEnumerable<string> NotMetadata(string setting, string? value) =>
        value is null || (Uri.TryCreate(value, UriKind.Absolute, out var url) && SigningKeyRetriever.IsAllowed(url))
            ? []
            : [$"{Section}:{setting} has to be an https URL, or a URL on this computer."];
}
