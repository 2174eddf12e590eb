using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Embeddings.Sessions;
using BotQA.Knowledge.Reading;
using BotQA.Knowledge.Verification;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotQA.Knowledge.Tests.Verification;

/// <summary>The support model as it ships, with a cache of its own.</summary>
internal sealed class ShippedSupportModel : IDisposable
{
    private readonly string _cache = Directory.CreateTempSubdirectory("botqa-support-").FullName;

    public ShippedSupportModel()
    {
        var encoder = new EmbeddedModel();
        Model = new SupportModel(
            WordPieceTokenizer.Load(encoder),
            () => OnnxReaderNetwork.Load(encoder, SupportModel.DefaultPath, new GraphCache(_cache, NullLogger.Instance), quantized: true),
            NullLogger<SupportModel>.Instance);
    }

    public SupportModel Model { get; }

    public void Dispose()
    {
        Model.Dispose();
        Directory.Delete(_cache, recursive: true);
    }
}
