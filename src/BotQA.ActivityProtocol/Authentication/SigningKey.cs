using System.Collections.Frozen;
using Microsoft.IdentityModel.Tokens;

namespace BotQA.ActivityProtocol.Authentication;

/// <summary>A key that an issuer signs with.</summary>
/// <param name="Key">The public key.</param>
/// <param name="Endorsements">The channels the key may speak for.</param>
internal sealed record SigningKey(SecurityKey Key, FrozenSet<string> Endorsements);
