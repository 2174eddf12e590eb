using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BotQA.ActivityProtocol.Authentication;

/// <summary>
/// Checks inbound tokens: those of the Bot Connector, and those of Microsoft Entra for configured tenants. Everything that is trusted comes from
/// the settings; a token only chooses which of the trusted issuers it is checked against.
/// </summary>
internal sealed class InboundTokenValidator(SigningKeyStore keys, IOptions<BotAuthenticationOptions> options, TimeProvider timeProvider)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };
    private readonly BotAuthenticationOptions _options = options.Value;
    private readonly CloudEndpoints _cloud = CloudEndpoints.Of(options.Value.Cloud);
    private readonly TrustedTenantIssuer[] _tenantIssuers = [.. options.Value.AllowedTenants.SelectMany(tenant => TenantIssuers(options.Value.Cloud, tenant))];

    /// <summary>Checks a token without looking at the activity it came with.</summary>
    /// <exception cref="SigningKeysUnavailableException">The issuer's keys can't be had now.</exception>
    public async ValueTask<TokenValidationOutcome> ValidateAsync(string token, CancellationToken cancellationToken)
    {
        if (Read(token) is not { } jwt)
        {
            return TokenValidationOutcome.Refused("the token is malformed");
        }

        if (jwt.IsEncrypted || !Algorithms.Contains(jwt.Alg, StringComparer.Ordinal))
        {
            return TokenValidationOutcome.Refused("the token is not signed with RS256, RS384 or RS512");
        }

        if (string.IsNullOrEmpty(jwt.Kid))
        {
            return TokenValidationOutcome.Refused("the token names no key");
        }

        return jwt.Issuer == _cloud.ChannelIssuer
            ? await ValidateChannelTokenAsync(jwt, cancellationToken)
            : await ValidateTenantTokenAsync(jwt, cancellationToken);
    }

    private static TrustedTenantIssuer[] TenantIssuers(BotCloud cloud, string tenantId)
    {
        var id = tenantId.ToLowerInvariant();
        var endpoints = CloudEndpoints.Of(cloud);
        return [new(id, endpoints.Version1Issuer(id), "appid"), new(id, endpoints.Version2Issuer(id), "azp")];
    }

    private static bool SameId(string left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static string? Claim(JsonWebToken jwt, string name) => jwt.TryGetPayloadValue<string>(name, out var value) ? value : null;

    private JsonWebToken? Read(string token)
    {
        try
        {
            return _handler.CanReadToken(token) ? _handler.ReadJsonWebToken(token) : null;
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private async ValueTask<TokenValidationOutcome> ValidateChannelTokenAsync(JsonWebToken jwt, CancellationToken cancellationToken)
    {
        var key = await keys.FindChannelKeyAsync(jwt.Kid, cancellationToken);
        return await RefusalAsync(jwt, key, _cloud.ChannelIssuer) is { } refusal
            ? TokenValidationOutcome.Refused(refusal)
            : TokenValidationOutcome.Valid(new ValidatedToken(new CallerIdentity(CallerKind.Channel)) { ServiceUrl = Claim(jwt, "serviceurl"), Key = key });
    }

    private async ValueTask<TokenValidationOutcome> ValidateTenantTokenAsync(JsonWebToken jwt, CancellationToken cancellationToken)
    {
        if (Array.Find(_tenantIssuers, candidate => candidate.Issuer == jwt.Issuer) is not var (tenantId, _, appIdClaim))
        {
            return TokenValidationOutcome.Refused("the token's issuer is not trusted");
        }

        var key = await keys.FindTenantKeyAsync(tenantId, jwt.Kid, cancellationToken);
        if (await RefusalAsync(jwt, key, jwt.Issuer) is { } refusal)
        {
            return TokenValidationOutcome.Refused(refusal);
        }

        if (Claim(jwt, "tid") is { } claimedTenant && claimedTenant != tenantId)
        {
            return TokenValidationOutcome.Refused("the token's tenant is not that of its issuer");
        }

        return Claim(jwt, appIdClaim) switch
        {
            { } appId when SameId(appId, _options.AppId) => TokenValidationOutcome.Valid(new ValidatedToken(new CallerIdentity(CallerKind.Emulator, appId))),
            { } appId when _options.AllowedCallers.Any(allowed => SameId(allowed, appId)) =>
                TokenValidationOutcome.Valid(new ValidatedToken(new CallerIdentity(CallerKind.Bot, appId))),
            { } appId => TokenValidationOutcome.Refused($"the caller {appId} is another bot that is not among {BotAuthenticationOptions.SectionName}:AllowedCallers"),
            null => TokenValidationOutcome.Refused($"the token has no {appIdClaim} claim"),
        };
    }

    private async ValueTask<string?> RefusalAsync(JsonWebToken jwt, SigningKey? key, string issuer)
    {
        if (key is null)
        {
            return "the token's key is unknown";
        }

        var result = await _handler.ValidateTokenAsync(jwt, new TokenValidationParameters
        {
            ValidIssuer = issuer,
            ValidAudience = _options.AppId,
            IssuerSigningKey = key.Key,
            ValidAlgorithms = Algorithms,
            LifetimeValidator = (notBefore, expires, _, _) => IsCurrent(notBefore, expires),
        });
        return result.IsValid ? null : $"the token does not hold ({result.Exception.GetType().Name})";
    }

    private bool IsCurrent(DateTime? notBefore, DateTime? expires)
    {
        var now = timeProvider.GetUtcNow().UtcDateTime;
        return expires is { } end && now - ClockSkew < end && (notBefore is not { } start || start <= now + ClockSkew);
    }

    private sealed record TrustedTenantIssuer(string TenantId, string Issuer, string AppIdClaim);
}
