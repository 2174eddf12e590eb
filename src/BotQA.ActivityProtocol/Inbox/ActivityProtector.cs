using System.Security.Cryptography;
using BotQA.ActivityProtocol.Authentication;
using BotQA.ActivityProtocol.Schema;
using Microsoft.AspNetCore.DataProtection;

namespace BotQA.ActivityProtocol.Inbox;

/// <summary>
/// Accepted activities as bytes, encrypted and signed by ASP.NET Core Data Protection: they hold what users wrote, and addresses that grant
/// access to their files.
/// </summary>
/// <param name="protection">Signs and encrypts. Hosts that read each other's activities need a shared key ring.</param>
public sealed class ActivityProtector(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("BotQA.ActivityProtocol.Inbox", "activity", "v1");

    /// <summary>Writes an activity.</summary>
    public byte[] Protect(AcceptedActivity accepted)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
        {
            writer.Write(accepted.Key);
            writer.Write(accepted.AcceptedAt.UtcTicks);
            writer.Write((int)accepted.Caller.Kind);
            writer.Write(accepted.Caller.AppId ?? "");
            writer.Write(ActivityJson.SerializeToUtf8Bytes(accepted.Activity));
        }

        return _protector.Protect(stream.ToArray());
    }

    /// <summary>Reads an activity.</summary>
    /// <param name="bytes">What <see cref="Protect"/> wrote, on this host or another.</param>
    /// <returns>Null when it was written with a key that this host doesn't have, or by somebody else.</returns>
    public AcceptedActivity? Unprotect(byte[] bytes)
    {
        try
        {
            using var stream = new MemoryStream(_protector.Unprotect(bytes));
            using var reader = new BinaryReader(stream);
            var key = reader.ReadString();
            var acceptedAt = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero);
            var caller = new CallerIdentity((CallerKind)reader.ReadInt32(), reader.ReadString() is { Length: > 0 } appId ? appId : null);
            var json = reader.ReadBytes((int)(stream.Length - stream.Position));
            return ActivityJson.TryParse(json, out var activity, out _) ? new AcceptedActivity(key, activity, caller, acceptedAt) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
