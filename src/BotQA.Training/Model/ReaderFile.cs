using System.Security.Cryptography;

namespace BotQA.Training.Model;

/// <summary>The weights as they ship: only what was trained, as 16-bit floats or packed (<see cref="NumberFormat"/>), with the hash beside them.</summary>
internal static class ReaderFile
{
    /// <summary>Writes the file and "HASH  NAME" to a file of the same name with <c>.sha256</c> added; returns the hash.</summary>
    public static string Write(string file, IEnumerable<NamedTensor> tensors, NumberFormat format = NumberFormat.Half)
    {
        SafeTensors.Write(file, [.. tensors], format);
        using var stream = File.OpenRead(file);
        var hash = Convert.ToHexStringLower(SHA256.HashData(stream));
        File.WriteAllText(file + ".sha256", $"{hash}  {Path.GetFileName(file)}\n");
        return hash;
    }
}
