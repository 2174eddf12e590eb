using BotQA.Knowledge.Reading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Tests.Reading;

public sealed class ReadingServiceCollectionExtensionsTests
{
    [Fact]
    public void AddSpanReader_NothingElse_GivesAReaderWithoutLoadingItsWeights()
    {
        using var services = new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSpanReader(o => o.WeightsPath = "nowhere")
            .BuildServiceProvider();

        Assert.IsType<SpanReader>(services.GetRequiredService<IPassageReader>());
    }

    [Fact]
    public void AddSpanReader_NoThreads_FailsTheValidation()
    {
        using var services = new ServiceCollection().AddSpanReader(o => o.Threads = 0).BuildServiceProvider();

        var exception = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<SpanReaderOptions>>().Value);

        Assert.Contains("SpanReaderOptions.Threads", exception.Message, StringComparison.Ordinal);
    }
}
