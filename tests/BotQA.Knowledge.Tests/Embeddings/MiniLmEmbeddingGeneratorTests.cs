using System.Numerics.Tensors;
using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Tests.Embeddings.Support;
using Microsoft.Extensions.AI;

namespace BotQA.Knowledge.Tests.Embeddings;

public sealed class MiniLmEmbeddingGeneratorTests
{
    /// <summary>The start of the vector the model's authors publish for this sentence.</summary>
    private static readonly float[] PublishedStart = [0.06766f, 0.06350f, 0.04871f, 0.07930f];

    private static readonly string LongText = string.Join(' ', Enumerable.Range(1, 300).Select(i => $"The castle number {i} stands on a hill."));

    public static TheoryData<EmbeddingPrecision> Precisions => [EmbeddingPrecision.Quantized, EmbeddingPrecision.Full];

    [Fact]
    public async Task GenerateAsync_FullPrecision_GivesThePublishedVector()
    {
        var vector = await EmbedAsync(EmbeddingPrecision.Full, "This is an example sentence");

        Assert.Equal(384, vector.Length);
        for (var i = 0; i < PublishedStart.Length; i++)
        {
            Assert.Equal(PublishedStart[i], vector[i], tolerance: 0.0002f);
        }
    }

    [Fact]
    public async Task GenerateAsync_Quantized_IsCloseToThePublishedVector()
    {
        var vector = await EmbedAsync(EmbeddingPrecision.Quantized, "This is an example sentence");

        for (var i = 0; i < PublishedStart.Length; i++)
        {
            Assert.Equal(PublishedStart[i], vector[i], tolerance: 0.01f);
        }
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public async Task GenerateAsync_AnyText_HasLengthOne(EmbeddingPrecision precision)
    {
        foreach (var text in new[] { "", " ", "a", "東京は日本の首都です。", "😀", LongText })
        {
            Assert.Equal(1, TensorPrimitives.Norm<float>(await EmbedAsync(precision, text)), tolerance: 1e-4f);
        }
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public async Task GenerateAsync_Paraphrases_AreCloserThanOtherTexts(EmbeddingPrecision precision)
    {
        var question = await EmbedAsync(precision, "How long was the ceasefire that Russia announced?");
        var paraphrase = await EmbedAsync(precision, "Moscow declared a truce of seventy-two hours.");
        var other = await EmbedAsync(precision, "The bakery sells fresh bread every morning.");

        var similar = TensorPrimitives.Dot<float>(question, paraphrase);
        Assert.True(similar > 0.5f, $"The paraphrase has the cosine {similar}.");
        Assert.True(similar > TensorPrimitives.Dot<float>(question, other) + 0.4f);
    }

    [Fact]
    public async Task GenerateAsync_Quantized_StaysCloseToFullPrecision()
    {
        var sentences = RepositoryFiles.SampleDocument.Split(". ", StringSplitOptions.RemoveEmptyEntries);
        var full = await TestModel.Generator(EmbeddingPrecision.Full).GenerateAsync(sentences, cancellationToken: TestContext.Current.CancellationToken);
        var quantized = await TestModel.Generator(EmbeddingPrecision.Quantized).GenerateAsync(sentences, cancellationToken: TestContext.Current.CancellationToken);

        Assert.All(full.Zip(quantized), pair => Assert.InRange(TensorPrimitives.Dot(pair.First.Vector.Span, pair.Second.Vector.Span), 0.99f, 1.001f));
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public async Task GenerateAsync_ManyTexts_GivesEachTheVectorItHasAlone(EmbeddingPrecision precision)
    {
        string[] texts = ["short", LongText[..700], "", "A sentence of middling length about castles.", "short", LongText[..90]];

        var together = await TestModel.Generator(precision).GenerateAsync(texts, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(texts.Length, together.Count);
        for (var i = 0; i < texts.Length; i++)
        {
            Assert.Equal(await EmbedAsync(precision, texts[i]), together[i].Vector.ToArray());
        }
    }

    [Fact]
    public async Task GenerateAsync_ConcurrentCalls_AgreeWithSingleCalls()
    {
        var texts = Enumerable.Range(0, 24).Select(i => $"Text number {i} speaks of {new string('x', i % 5)} and more.").ToArray();
        var expected = await TestModel.Generator().GenerateAsync(texts, cancellationToken: TestContext.Current.CancellationToken);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => TestModel.Generator().GenerateAsync(texts, cancellationToken: TestContext.Current.CancellationToken))));

        Assert.All(results, result => Assert.Equal(expected.Select(e => e.Vector.ToArray()), result.Select(e => e.Vector.ToArray())));
    }

    [Fact]
    public async Task GenerateAsync_TextBeyondTheModelsLength_TakesItsEndIntoAccount()
    {
        var castles = await EmbedAsync(EmbeddingPrecision.Quantized, LongText);
        var withEnd = await EmbedAsync(EmbeddingPrecision.Quantized, LongText + string.Concat(Enumerable.Repeat(" Penguins swim in the cold sea and eat fish.", 150)));
        var penguins = await EmbedAsync(EmbeddingPrecision.Quantized, "Penguins eat fish.");

        Assert.True(TensorPrimitives.Dot<float>(withEnd, penguins) > TensorPrimitives.Dot<float>(castles, penguins) + 0.2f);
    }

    [Fact]
    public async Task GenerateAsync_SeveralTexts_CountsTheirTokens()
    {
        var result = await TestModel.Generator().GenerateAsync(["This is an example sentence", "", "two words"], cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(7, result.Usage?.InputTokenCount);
        Assert.Equal(7, result.Usage?.TotalTokenCount);
        Assert.All(result, embedding => Assert.Equal(MiniLmEmbeddingGenerator.ModelId, embedding.ModelId));
    }

    [Fact]
    public async Task GenerateAsync_NoTexts_GivesNothing()
    {
        Assert.Empty(await TestModel.Generator().GenerateAsync([], cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task GenerateAsync_CancelledBefore_Throws()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TestModel.Generator().GenerateAsync(["a", "b"], cancellationToken: cancellation.Token));
    }

    [Fact]
    public async Task GenerateAsync_CancelledUnderWay_LeavesTheRestAlone()
    {
        using var cancellation = new CancellationTokenSource();
        var texts = new CancellingList(cancellation, cancelAt: 20, count: 100_000);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TestModel.Generator().GenerateAsync(texts, cancellationToken: cancellation.Token));

        Assert.InRange(texts.Embedded, 1, 1000);
    }

    [Fact]
    public async Task GenerateAsync_OtherDimensions_Throws()
    {
        await Assert.ThrowsAsync<NotSupportedException>(() => TestModel.Generator().GenerateAsync(
            ["a"], new EmbeddingGenerationOptions { Dimensions = 100 }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task GenerateAsync_AfterDispose_Throws()
    {
        using var cache = new TemporaryFolder();
        var generator = TestModel.CreateGenerator(new EmbeddingOptions { CachePath = cache.Path });
        await generator.GenerateAsync(["a"], cancellationToken: TestContext.Current.CancellationToken);
        generator.Dispose();
        generator.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => generator.GenerateAsync(["a"], cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Dispose_CallsUnderWay_EndThemCleanly()
    {
        using var cache = new TemporaryFolder();
        var generator = TestModel.CreateGenerator(new EmbeddingOptions { CachePath = cache.Path });
        await generator.GenerateAsync(["a"], cancellationToken: TestContext.Current.CancellationToken);
        var texts = new DisposingList(generator, disposeAt: 10, count: 5000);

        await Assert.ThrowsAsync<ObjectDisposedException>(() => generator.GenerateAsync(texts, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void GetService_Metadata_DescribesTheModel()
    {
        var metadata = TestModel.Generator().GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata;

        Assert.Equal("all-MiniLM-L6-v2", metadata?.DefaultModelId);
        Assert.Equal(384, metadata?.DefaultModelDimensions);
        Assert.Null(TestModel.Generator().GetService(typeof(EmbeddingGeneratorMetadata), "key"));
        Assert.Same(TestModel.Generator(), TestModel.Generator().GetService(typeof(MiniLmEmbeddingGenerator)));
    }

    [Fact]
    public async Task GenerateAsync_WeightsDamaged_NamesTheFileAndTheRemedy()
    {
        using var folder = new TemporaryFolder();
        File.Copy(TestModel.Files.TokenizerPath, folder.File("tokenizer.json"));
        await File.WriteAllBytesAsync(folder.File("model.fp16.safetensors"), new byte[100], TestContext.Current.CancellationToken);
        using var generator = TestModel.CreateGenerator(new EmbeddingOptions { ModelPath = folder.Path, CachePath = folder.File("cache") });

        var failure = await Assert.ThrowsAsync<EmbeddedModelException>(() => generator.GenerateAsync(["a"], cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains(folder.File("model.fp16.safetensors"), failure.Message, StringComparison.Ordinal);
        Assert.Contains("build again", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<float[]> EmbedAsync(EmbeddingPrecision precision, string text)
        => (await TestModel.Generator(precision).GenerateVectorAsync(text, cancellationToken: TestContext.Current.CancellationToken)).ToArray();
}
