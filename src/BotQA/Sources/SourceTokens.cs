using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace BotQA.Sources;

/// <summary>Turns references into tokens that only this server makes, and that expire.</summary>
internal sealed class SourceTokens(IDataProtectionProvider protection, IOptions<SourceOptions> options, TimeProvider time)
{
    // The expiry is part of what is protected, as the framework's time-limited protector knows no clock but the system's.
    private readonly IDataProtector _protector = protection.CreateProtector("BotQA.Sources.v1");

    public string Protect(SourceReference reference) =>
        _protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{(time.GetUtcNow() + options.Value.LinkLifetime).ToUnixTimeSeconds()} {reference.Format()}"));

    /// <summary>Reads a token.</summary>
    /// <param name="token">What somebody sent; anything.</param>
    /// <param name="reference">What it grants.</param>
    /// <returns>False for a token that was not made here, or has expired.</returns>
    public bool TryUnprotect(string? token, [NotNullWhen(true)] out SourceReference? reference)
    {
        reference = null;
        if (string.IsNullOrEmpty(token))
        {
            return false;
        }

        try
        {
            return _protector.Unprotect(token).Split(' ', 2) is [var expires, var text]
                && long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && time.GetUtcNow().ToUnixTimeSeconds() < seconds
                && SourceReference.TryParse(text, out reference);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return false;
        }
    }
}
