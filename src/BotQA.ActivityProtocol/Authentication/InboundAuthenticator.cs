using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.Authentication;

/// <summary>Decides whether a request may be read at all.</summary>
internal sealed class InboundAuthenticator(InboundTokenValidator validator, IOptions<BotAuthenticationOptions> options)
{
    private const string Scheme = "Bearer ";

    private readonly bool _isLocalMode = options.Value.IsLocalMode;

    /// <summary>Checks the request's token, or in local mode where the request comes from. No header stands in for a token.</summary>
    /// <exception cref="SigningKeysUnavailableException">The issuer's keys can't be had now.</exception>
    public async ValueTask<TokenValidationOutcome> AuthenticateAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (_isLocalMode)
        {
            return LocalRequests.Refusal(context) is { } refusal
                ? TokenValidationOutcome.Refused(refusal)
                : TokenValidationOutcome.Valid(new ValidatedToken(CallerIdentity.Anonymous));
        }

        var headers = context.Request.Headers.Authorization;
        return headers is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? await validator.ValidateAsync(header[Scheme.Length..].Trim(), cancellationToken)
            : TokenValidationOutcome.Refused("the request has no bearer token");
    }
}
