using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace BotQA.ActivityProtocol.DirectLine;

/// <summary>
/// Issues and checks the tokens of the Direct Line server, signed and encrypted by ASP.NET Core Data Protection. A token opens one
/// conversation and expires.
/// </summary>
public sealed class DirectLineTokenIssuer
{
    /// <summary>User ids that begin with this are taken from tokens alone, so nobody can claim another's.</summary>
    public const string ReservedPrefix = "dl_";

    private const int ConversationIdBytes = 16;

    // No id holds it: conversation ids are Base64Url, user ids are checked.
    private const char Separator = '\n';

    private readonly IDataProtector _tokens;
    private readonly IDataProtector _streams;
    private readonly DirectLineOptions _options;
    private readonly TimeProvider _timeProvider;

    /// <summary>Makes an issuer; the host does so once.</summary>
    /// <param name="dataProtection">Signs and encrypts.</param>
    /// <param name="options">How long tokens last.</param>
    /// <param name="timeProvider">The clock.</param>
    public DirectLineTokenIssuer(IDataProtectionProvider dataProtection, IOptions<DirectLineOptions> options, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(dataProtection);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(timeProvider);
        _tokens = dataProtection.CreateProtector("BotQA.ActivityProtocol.DirectLine", "token", "v1");
        _streams = dataProtection.CreateProtector("BotQA.ActivityProtocol.DirectLine", "stream", "v1");
        _options = options.Value;
        _timeProvider = timeProvider;
    }

    /// <summary>A token for a new conversation.</summary>
    /// <param name="userId">The user it speaks for; it begins with <see cref="ReservedPrefix"/>. Null lets the client choose an id that isn't reserved.</param>
    /// <exception cref="ArgumentException">The user id doesn't begin with the prefix or holds a line break.</exception>
    public DirectLineToken Issue(string? userId = null)
    {
        if (userId is not null && (!userId.StartsWith(ReservedPrefix, StringComparison.Ordinal) || userId.Contains(Separator, StringComparison.Ordinal)))
        {
            throw new ArgumentException($"The id of a token's user has to begin with '{ReservedPrefix}' and hold no line break.", nameof(userId));
        }

        return Issue(new TokenClaims(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(ConversationIdBytes)), userId));
    }

    /// <summary>A new token that says what an older one said.</summary>
    internal DirectLineToken Issue(TokenClaims claims) =>
        new(claims.ConversationId, Protect(_tokens, claims, _options.TokenLifetime), _options.TokenLifetime);

    /// <summary>What the URL of a stream carries instead of the token itself, as URLs end up in logs.</summary>
    internal string IssueForStream(TokenClaims claims) => Protect(_streams, claims, _options.StreamUrlLifetime);

    internal TokenCheck Check(string token, out TokenClaims? claims) => Check(_tokens, token, out claims);

    internal TokenCheck CheckForStream(string token, out TokenClaims? claims) => Check(_streams, token, out claims);

    private string Protect(IDataProtector protector, TokenClaims claims, TimeSpan lifetime)
    {
        var expiry = (_timeProvider.GetUtcNow() + lifetime).ToUnixTimeMilliseconds();
        return protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{expiry}{Separator}{claims.ConversationId}{Separator}{claims.UserId}"));
    }

    private TokenCheck Check(IDataProtector protector, string token, out TokenClaims? claims)
    {
        claims = null;
        string[] parts;
        try
        {
            parts = protector.Unprotect(token).Split(Separator);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException)
        {
            return TokenCheck.Invalid;
        }

        var expiry = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[0], CultureInfo.InvariantCulture));
        if (expiry <= _timeProvider.GetUtcNow())
        {
            return TokenCheck.Expired;
        }

        claims = new TokenClaims(parts[1], parts[2].Length == 0 ? null : parts[2]);
        return TokenCheck.Valid;
    }
}
