using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace BotQA.ActivityProtocol.Authentication;

/// <summary>Asks Microsoft Entra for tokens with the configured credential.</summary>
internal sealed class MsalTokenSource : IOutboundTokenSource
{
    private const string DefaultScopeSuffix = "/.default";

    private readonly BotAuthenticationOptions _options;
    private readonly IMsalHttpClientFactory _httpClientFactory;
    private readonly Lazy<Func<string, CancellationToken, Task<AuthenticationResult>>> _acquire;

    public MsalTokenSource(IOptions<BotAuthenticationOptions> options, IMsalHttpClientFactory httpClientFactory)
    {
        _options = options.Value;
        _httpClientFactory = httpClientFactory;
        _acquire = new(() => _options.CredentialType == BotCredentialType.ManagedIdentity ? ManagedIdentity() : Confidential());
    }

    public async Task<OutboundToken> AcquireAsync(string scope, CancellationToken cancellationToken)
    {
        try
        {
            var result = await _acquire.Value(scope, cancellationToken);
            return new OutboundToken(result.AccessToken, result.ExpiresOn);
        }
        catch (Exception exception) when (exception is MsalException or CryptographicException or IOException or UnauthorizedAccessException or HttpRequestException)
        {
            throw new OutboundTokenException(
                $"The bot got no token for {scope}. Check {BotAuthenticationOptions.SectionName}:AppId, TenantId and the {_options.CredentialType} credential.",
                exception);
        }
    }

    private Func<string, CancellationToken, Task<AuthenticationResult>> ManagedIdentity()
    {
        var application = ManagedIdentityApplicationBuilder
            .Create(ManagedIdentityId.WithUserAssignedClientId(_options.AppId))
            .WithHttpClientFactory(_httpClientFactory)
            .Build();
        return (scope, cancellationToken) => application.AcquireTokenForManagedIdentity(Resource(scope)).ExecuteAsync(cancellationToken);
    }

    private Func<string, CancellationToken, Task<AuthenticationResult>> Confidential()
    {
        var cloud = CloudEndpoints.Of(_options.Cloud);
        var tenant = string.IsNullOrEmpty(_options.TenantId) ? cloud.MultiTenant : _options.TenantId;
        var builder = ConfidentialClientApplicationBuilder
            .Create(_options.AppId)
            .WithAuthority($"{cloud.EntraAuthority}/{tenant}")
            .WithInstanceDiscovery(false)
            .WithHttpClientFactory(_httpClientFactory);
        var application = _options.CredentialType == BotCredentialType.Certificate
            ? builder.WithCertificate(LoadCertificate(), sendX5C: true).Build()
            : builder.WithClientSecret(_options.ClientSecret).Build();
        return (scope, cancellationToken) => application.AcquireTokenForClient([scope]).ExecuteAsync(cancellationToken);
    }

    private X509Certificate2 LoadCertificate()
    {
        var path = _options.CertificatePath!;
        if (!Path.GetExtension(path).Equals(".pem", StringComparison.OrdinalIgnoreCase))
        {
            return X509CertificateLoader.LoadPkcs12FromFile(path, _options.CertificatePassword);
        }

        return string.IsNullOrEmpty(_options.CertificatePassword)
            ? X509Certificate2.CreateFromPemFile(path, _options.CertificateKeyPath)
            : X509Certificate2.CreateFromEncryptedPemFile(path, _options.CertificatePassword, _options.CertificateKeyPath);
    }

    // A managed identity is asked for a resource, which is the scope without its suffix.
    private static string Resource(string scope) => scope.EndsWith(DefaultScopeSuffix, StringComparison.Ordinal) ? scope[..^DefaultScopeSuffix.Length] : scope;
}
