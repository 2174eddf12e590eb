using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Embeddings.Sessions;
using BotQA.Knowledge.Reading;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotQA.Knowledge.Tests.Reading;

public sealed class OnnxReaderNetworkTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("botqa-reader-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_NoFile_SaysWhichAndWhatToDo()
    {
        var path = Path.Combine(_folder, "reader.safetensors");

        var exception = Assert.Throws<ReaderModelException>(() => Load(path));

        Assert.Contains($"'{path}' is missing", exception.Message, StringComparison.Ordinal);
        Assert.Contains("docs/reader.md", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoHashBesideTheFile_SaysThatItIsMissing()
    {
        var path = Write([1, 2, 3], hash: null);

        Assert.Contains($"'{path}.sha256' is missing", Assert.Throws<ReaderModelException>(() => Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AnotherHash_SaysThatTheFileIsDamaged()
    {
        var path = Write([1, 2, 3], new string('0', 64));

        Assert.Contains("is damaged", Assert.Throws<ReaderModelException>(() => Load(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"qa_outputs.bias\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}")]
    public void Load_NotTheReadersTensors_SaysThatItIsForAnotherVersion(string header)
    {
        byte[] content = [.. BitConverter.GetBytes((long)header.Length), .. System.Text.Encoding.ASCII.GetBytes(header), 0, 0, 0, 0];
        var path = Write(content, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content)));

        Assert.Contains("isn't one for this version", Assert.Throws<ReaderModelException>(() => Load(path)).Message, StringComparison.Ordinal);
    }

    private string Write(byte[] content, string? hash)
    {
        var path = Path.Combine(_folder, "reader.safetensors");
        File.WriteAllBytes(path, content);
        if (hash is not null)
        {
            File.WriteAllText(path + ".sha256", $"{hash}  reader.safetensors\n");
        }

        return path;
    }

    private OnnxReaderNetwork Load(string path) =>
        OnnxReaderNetwork.Load(new EmbeddedModel(), path, new GraphCache(Path.Combine(_folder, "cache"), NullLogger.Instance), quantized: true);
}
