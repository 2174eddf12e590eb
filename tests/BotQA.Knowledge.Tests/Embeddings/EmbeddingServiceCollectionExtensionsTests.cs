using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Tests.Embeddings.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Tests.Embeddings;

public sealed class EmbeddingServiceCollectionExtensionsTests
{
    [Fact]
    public async Task AddEmbeddedMiniLm_ResolvedGenerator_Embeds()
    {
        using var cache = new TemporaryFolder();
        await using var provider = new ServiceCollection().AddEmbeddedMiniLm(options => options.CachePath = cache.Path).BuildServiceProvider();

        var vector = await provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>()
            .GenerateVectorAsync("castle", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(384, vector.Length);
        Assert.NotEmpty(Directory.GetFiles(cache.Path));
        Assert.Equal(1, provider.GetRequiredService<WordPieceTokenizer>().CountTokens("castle"));
    }

    [Fact]
    public void AddEmbeddedMiniLm_AnotherGeneratorRegistered_LeavesIt()
    {
        using var other = TestModel.CreateGenerator(new EmbeddingOptions());
        using var provider = new ServiceCollection()
            .AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(other)
            .AddEmbeddedMiniLm()
            .BuildServiceProvider();

        Assert.Same(other, provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>());
    }

    [Theory]
    [InlineData(-1, EmbeddingPrecision.Quantized, "EmbeddingOptions.Threads")]
    [InlineData(1, (EmbeddingPrecision)7, "EmbeddingOptions.Precision")]
    public void AddEmbeddedMiniLm_OptionsOutOfRange_NamesTheSetting(int threads, EmbeddingPrecision precision, string setting)
    {
        using var provider = new ServiceCollection()
            .AddEmbeddedMiniLm(options => (options.Threads, options.Precision) = (threads, precision))
            .BuildServiceProvider();

        var failure = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IOptions<EmbeddingOptions>>().Value);

        Assert.Contains(setting, failure.Message, StringComparison.Ordinal);
    }
}
