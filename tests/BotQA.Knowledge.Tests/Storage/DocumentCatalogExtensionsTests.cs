using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Storage;

namespace BotQA.Knowledge.Tests.Storage;

public sealed class DocumentCatalogExtensionsTests
{
    private const string Text = "The mill was built in 1790. It burned down.";

    private readonly InMemoryDocumentCatalog _catalog = new();

    [Theory]
    [InlineData("The mill was built in 1790. It burned down.", true)]
    [InlineData("The mill was built in 1790. It burned down. Later it was rebuilt.", true)]
    [InlineData("The mill was built in 1791. It burned down.", false)]
    [InlineData("The mill", false)]
    public void TryGetSource_DocumentAsItIsNow_IsFoundWhenTheChunkIsStillASpanOfIt(string now, bool expected)
    {
        _catalog.Put(new Document { Id = "a", Title = "A", Text = now });

        Assert.Equal(expected, _catalog.TryGetSource(Chunk(), out var document));
        Assert.Equal(expected ? now : null, document?.Text);
    }

    [Fact]
    public void TryGetSource_RemovedDocument_IsNotFound() => Assert.False(_catalog.TryGetSource(Chunk(), out _));

    private static KnowledgeChunk Chunk() => new()
    {
        Key = "a#0",
        DocumentId = "a",
        Index = 0,
        Title = "A",
        Section = "",
        Text = Text[..27],
        Start = 0,
        End = 27,
        SentenceOffsets = [0, 27],
    };
}
