using System.Buffers.Binary;
using BotQA.Knowledge.Ingestion;

namespace BotQA.Postgres.Knowledge;

/// <summary>Hashes as the database keeps them.</summary>
internal static class ContentBytes
{
    public static byte[] Of(ContentHash hash)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, hash.Value);
        return bytes;
    }
}
