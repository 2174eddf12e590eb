using System.Threading.RateLimiting;
using BotQA.ActivityProtocol.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.DirectLine;

/// <summary>Decides who may ask for a token and which conversation a request may touch.</summary>
internal sealed class DirectLineAccess : IDisposable
{
    private const string Scheme = "Bearer ";

    private readonly DirectLineTokenIssuer _issuer;
    private readonly DirectLineOptions _options;
    private readonly bool _isLocalMode;
    private readonly PartitionedRateLimiter<HttpContext> _limiter;

    public DirectLineAccess(DirectLineTokenIssuer issuer, IOptions<DirectLineOptions> options, IOptions<BotAuthenticationOptions> authentication)
    {
        _issuer = issuer;
        _options = options.Value;
        _isLocalMode = authentication.Value.IsLocalMode;
        _limiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = _options.TokensPerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));
    }

    /// <summary>Whether a client without a token may have one; if not, why.</summary>
    public IResult? RefuseNewcomer(HttpContext context)
    {
        if (RefuseStranger(context) is { } refusal)
        {
            return refusal;
        }

        using var lease = _limiter.AttemptAcquire(context);
        return lease.IsAcquired
            ? null
            : DirectLineResults.Busy(context, StatusCodes.Status429TooManyRequests, "Too many tokens were asked for from this address.", retryAfter: "60");
    }

    /// <summary>Whether the request comes from somewhere that the server doesn't serve at all.</summary>
    public IResult? RefuseStranger(HttpContext context)
    {
        // In local mode nobody but this computer is served; a page elsewhere may have its own name resolved to it.
        if (_isLocalMode && LocalRequests.Refusal(context) is { } reason)
        {
            return DirectLineResults.Forbidden("NotLocal", $"The bot serves this computer alone, and {reason}. Set {BotAuthenticationOptions.SectionName}:AppId to serve others.");
        }

        return IsAllowedOrigin(context.Request)
            ? null
            : DirectLineResults.Forbidden("OriginNotAllowed", $"Pages of this origin may not ask for tokens; see {DirectLineOptions.SectionName}:AllowedOrigins.");
    }

    /// <summary>Checks the request's token.</summary>
    /// <param name="context">The request.</param>
    /// <param name="conversationId">The conversation it touches, or null where it names none.</param>
    public (TokenClaims? Claims, IResult? Refusal) Authorize(HttpContext context, string? conversationId)
    {
        var headers = context.Request.Headers.Authorization;
        if (headers is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return (null, DirectLineResults.Unauthorized(context));
        }

        return Judge(context, _issuer.Check(header[Scheme.Length..].Trim(), out var claims), claims, conversationId);
    }

    /// <summary>Checks the token in the URL of a stream.</summary>
    public (TokenClaims? Claims, IResult? Refusal) AuthorizeStream(HttpContext context, string conversationId) =>
        Judge(context, _issuer.CheckForStream(context.Request.Query["t"].ToString(), out var claims), claims, conversationId);

    public void Dispose() => _limiter.Dispose();

    // Clients take a 403 for an expired token and stop asking until they have a new one.
    private static (TokenClaims? Claims, IResult? Refusal) Judge(HttpContext context, TokenCheck check, TokenClaims? claims, string? conversationId) => check switch
    {
        TokenCheck.Expired => (null, DirectLineResults.Forbidden("TokenExpired", "The token has expired.")),
        TokenCheck.Invalid => (null, DirectLineResults.Unauthorized(context)),
        _ when conversationId is not null && conversationId != claims!.ConversationId =>
            (null, DirectLineResults.Forbidden("BadTokenForConversation", "The token belongs to another conversation.")),
        _ => (claims, null),
    };

    private bool IsAllowedOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0)
        {
            // Not a page, or a page of the same origin; browsers say which.
            return request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
        }

        return origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            || _options.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase);
    }
}
