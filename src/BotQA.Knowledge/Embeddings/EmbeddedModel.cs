using System.Security.Cryptography;

namespace BotQA.Knowledge.Embeddings;

/// <summary>
/// The files of the embedded sentence-embedding model all-MiniLM-L6-v2, found beside the application. A file is handed out
/// only after its SHA-256 was compared with the expected one.
/// </summary>
public sealed class EmbeddedModel
{
    /// <summary>The SHA-256 of the weights, in lower-case hexadecimal.</summary>
    public const string WeightsSha256 = "6638f625a0a60bdaa1e34c5fee0a17c705f13b98b43a7973e9d366106a55273d";

    /// <summary>The SHA-256 of the tokenizer, in lower-case hexadecimal.</summary>
    public const string TokenizerSha256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037";

    private const string Remedy = "Delete src/BotQA.Knowledge/Embeddings/Model/node_modules and build again, or correct Embeddings:ModelPath.";

    /// <summary>Names the folder of the model; the files in it are opened when they are needed.</summary>
    /// <param name="folder">The folder that holds <c>model.fp16.safetensors</c> and <c>tokenizer.json</c>; by default <c>model</c> beside the application.</param>
    public EmbeddedModel(string? folder = null)
    {
        Folder = Path.GetFullPath(string.IsNullOrWhiteSpace(folder) ? "model" : folder, AppContext.BaseDirectory);
    }

    /// <summary>The full path of the folder of the model.</summary>
    public string Folder { get; }

    /// <summary>The full path of the weights.</summary>
    public string WeightsPath => Path.Combine(Folder, "model.fp16.safetensors");

    /// <summary>The full path of the tokenizer's vocabulary and settings.</summary>
    public string TokenizerPath => Path.Combine(Folder, "tokenizer.json");

    /// <summary>Reads the weights, safetensors with 16-bit floats.</summary>
    /// <exception cref="EmbeddedModelException">The file is missing, can't be read or is not the expected one.</exception>
    public byte[] ReadWeights() => ReadVerified(WeightsPath, WeightsSha256);

    /// <summary>Reads the tokenizer, JSON in UTF-8.</summary>
    /// <exception cref="EmbeddedModelException">The file is missing, can't be read or is not the expected one.</exception>
    public byte[] ReadTokenizer() => ReadVerified(TokenizerPath, TokenizerSha256);

    private static byte[] ReadVerified(string path, string expectedSha256)
    {
        byte[] content;
        try
        {
            content = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EmbeddedModelException($"The embedding model's file '{path}' is missing. {Remedy}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedModelException($"The embedding model's file '{path}' can't be read: {e.Message} {Remedy}", e);
        }

        if (Convert.ToHexStringLower(SHA256.HashData(content)) != expectedSha256)
        {
            throw new EmbeddedModelException($"The embedding model's file '{path}' is damaged or of another version: its SHA-256 is not {expectedSha256}. {Remedy}");
        }

        return content;
    }
}
