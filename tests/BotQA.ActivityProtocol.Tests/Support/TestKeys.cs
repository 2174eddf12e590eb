using System.Security.Cryptography;

namespace BotQA.ActivityProtocol.Tests.Support;

/// <summary>Keys made once, as making one takes long.</summary>
internal static class TestKeys
{
    /// <summary>The key behind every key id that an issuer announces.</summary>
    public static RSA Genuine { get; } = RSA.Create(2048);

    /// <summary>A key that no issuer announces.</summary>
    public static RSA Attacker { get; } = RSA.Create(2048);
}
