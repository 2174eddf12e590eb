using System.Security.Cryptography;
using BotQA.Knowledge.Embeddings.Weights;

namespace BotQA.Knowledge.Reading;

/// <summary>The reader's own weights, which take the place of the encoder's, checked against the hash that lies beside them.</summary>
internal sealed class ReaderWeights
{
    private const string Remedy = "Restore it from the repository, train it again (docs/reader.md), or set Answering:Reader to false to answer without it.";

    private readonly byte[] _content;

    private ReaderWeights(byte[] content, string sha256)
    {
        _content = content;
        Sha256 = sha256;
    }

    /// <summary>The hash of the file in lower-case hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>Reads and checks the file at <paramref name="path"/>.</summary>
    /// <exception cref="ReaderModelException">It or its hash is missing, can't be read, or they don't fit.</exception>
    public static ReaderWeights Load(string path)
    {
        var hashPath = path + ".sha256";
        var current = path;
        try
        {
            var content = File.ReadAllBytes(path);
            current = hashPath;
            var expected = File.ReadAllText(hashPath).Split(' ', 2)[0].Trim();
            var actual = Convert.ToHexStringLower(SHA256.HashData(content));
            return actual == expected
                ? new ReaderWeights(content, actual)
                : throw new ReaderModelException($"The reader's file '{path}' is damaged or of another version: its SHA-256 is {actual}, '{hashPath}' says {expected}. {Remedy}");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ReaderModelException($"The reader's file '{current}' is missing. {Remedy}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReaderModelException($"The reader's file '{current}' can't be read: {e.Message} {Remedy}", e);
        }
    }

    /// <summary>The tensors.</summary>
    /// <exception cref="InvalidDataException">The file doesn't keep to the format.</exception>
    public ModelWeights Parse() => SafetensorsReader.Read(_content);
}
