using System.Buffers.Binary;
using System.IO.Compression;

namespace BotQA.Tests.Support;

/// <summary>Reads PNG files of 8-bit RGBA whose rows are not filtered.</summary>
internal static class PngPixels
{
    public static IReadOnlyList<(byte Red, byte Green, byte Blue, byte Alpha)> Read(byte[] png)
    {
        var width = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16));
        var height = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20));
        Assert.Equal([8, 6], png[24..26]);

        using var compressed = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                compressed.Write(png.AsSpan(at + 8, length));
            }

            at += 12 + length;
        }

        compressed.Position = 0;
        using var rows = new ZLibStream(compressed, CompressionMode.Decompress);
        var pixels = new List<(byte, byte, byte, byte)>();
        var row = new byte[1 + (4 * width)];
        for (var y = 0; y < height; y++)
        {
            rows.ReadExactly(row);
            Assert.Equal(0, row[0]);
            pixels.AddRange(Enumerable.Range(0, width).Select(x => (row[1 + (4 * x)], row[2 + (4 * x)], row[3 + (4 * x)], row[4 + (4 * x)])));
        }

        return pixels;
    }
}
