using System.Security.Cryptography;
using BotQA.Knowledge.Embeddings.Weights;

namespace BotQA.Knowledge.Reading;

/// <summary>The weights of the reader or of the support model, which take the place of the encoder's, checked against the hash that lies beside them.</summary>
internal sealed class ReaderWeights
{
    private const string Remedy = "Restore it from the repository, or train it again (docs/reader.md).";

    private readonly string _path;

    private ReaderWeights(string path, string sha256)
    {
        _path = path;
        Sha256 = sha256;
    }

    /// <summary>The hash of the file in lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>Checks the file at <paramref name="path"/>; its tensors are read when they are asked for, which a converted graph in the cache spares.</summary>
    /// <exception cref="ReaderModelException">It or its hash is missing, can't be read, or they don't fit.</exception>
    public static ReaderWeights Load(string path)
    {
        var hashPath = path + ".sha256";
        var current = path;
        try
        {
            using var content = File.OpenRead(path);
            var actual = Convert.ToHexStringLower(SHA256.HashData(content));
            current = hashPath;
            var expected = File.ReadAllText(hashPath).Split(' ', 2)[0].Trim();
            return actual == expected
                ? new ReaderWeights(path, actual)
                : throw new ReaderModelException($"The model's file '{path}' is damaged or of another version: its SHA-256 is {actual}, '{hashPath}' says {expected}. {Remedy}");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ReaderModelException($"The model's file '{current}' is missing. {Remedy}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReaderModelException($"The model's file '{current}' can't be read: {e.Message} {Remedy}", e);
        }
    }

    /// <summary>The tensors.</summary>
    /// <exception cref="InvalidDataException">The file doesn't keep to the format.</exception>
    public ModelWeights Parse() => SafetensorsReader.Read(File.ReadAllBytes(_path));
}
