using BotQA.Knowledge.Answering;
using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Reading;
using BotQA.Knowledge.Retrieval;
using BotQA.Knowledge.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Tests.Answering;

public sealed class PassageRerankerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Rerank_ReaderSureOfALaterPassage_PutsItFirst()
    {
        var reranker = Create(new ScriptedReader(text => text == "b" ? 15 : -15));

        var read = reranker.Rerank(Found("a", "b", "c"), Token);

        Assert.Equal(["b", "a", "c"], read.Retrieved.Select(passage => passage.Chunk.Text));
        Assert.Equal([15.0, -15.0, -15.0], read.Retrieved.Select(passage => passage.Scores.Reader));
        Assert.All(read.Retrieved, passage => Assert.InRange(passage.Score, 0, 1));
    }

    [Fact]
    public void Rerank_MorePassagesThanAreRead_KeepsTheRestInTheirOrder()
    {
        var reader = new ScriptedReader(_ => -15);
        var read = Create(reader, options => options.ReaderPassages = 2).Rerank(Found("a", "b", "c", "d"), Token);

        Assert.Equal(["a", "b"], reader.Asked);
        Assert.Equal(["a", "b", "c", "d"], read.Retrieved.Select(passage => passage.Chunk.Text));
        Assert.Equal([false, false, true, true], read.Passages.Select(passage => passage.Reading is null));
    }

    [Fact]
    public void Rerank_SomePassagesLeftUnread_CountsThemAsNotAnswering()
    {
        var read = Create(new ScriptedReader(text => text == "a" ? 15 : null)).Rerank(Found("b", "a"), Token);

        Assert.Equal(["a", "b"], read.Retrieved.Select(passage => passage.Chunk.Text));
        Assert.Null(read.Retrieved[1].Scores.Reader);
        Assert.True(read.IsRead);
    }

    [Fact]
    public void Rerank_SentencesOfAPassage_AreReadByTheirPlaceInIt()
    {
        var reader = new ScriptedReader(_ => 1);
        Create(reader).Rerank(Found("One. Two."), Token);

        Assert.Equal([new TextSpan(0, 4), new TextSpan(5, 9)], reader.Sentences);
    }

    [Fact]
    public void Rerank_TurnedOff_AsksNoReader()
    {
        var reader = new ScriptedReader(_ => 1);
        var read = Create(reader, options => options.Reader = false).Rerank(Found("a", "b"), Token);

        Assert.Empty(reader.Asked);
        Assert.False(read.IsRead);
        Assert.Equal(["a", "b"], read.Retrieved.Select(passage => passage.Chunk.Text));
    }

    [Fact]
    public void Rerank_TextThatAsksNothing_AsksNoReader()
    {
        var reader = new ScriptedReader(_ => 1);

        Assert.False(Create(reader).Rerank(Found(["a", "b"], "Crosses open in rain."), Token).IsRead);
        Assert.Empty(reader.Asked);
    }

    [Fact]
    public void Rerank_NoReader_KeepsTheOrder() => Assert.False(Create(null).Rerank(Found("a", "b"), Token).IsRead);

    [Fact]
    public void Rerank_ReadersFileDamaged_SaysSoOnceAndGoesOnWithout()
    {
        var log = new ErrorLog();
        var reranker = Create(new ScriptedReader(_ => throw new ReaderModelException("'reader.safetensors' is damaged.")), log: log);

        Assert.False(reranker.Rerank(Found("a", "b"), Token).IsRead);
        Assert.False(reranker.Rerank(Found("a", "b"), Token).IsRead);

        Assert.False(reranker.IsReading);
        Assert.Contains("'reader.safetensors' is damaged.", Assert.Single(log.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_WithAReader_HasItReadSomething()
    {
        var reader = new ScriptedReader(_ => 0);

        Create(reader).Prepare(Token);
        Create(reader: null).Prepare(Token);

        Assert.Single(reader.Asked);
    }

    private static PassageReranker Create(IPassageReader? reader, Action<AnsweringOptions>? configure = null, ILogger<PassageReranker>? log = null)
    {
        var options = new AnsweringOptions();
        configure?.Invoke(options);
        return new PassageReranker(Options.Create(options), log ?? NullLogger<PassageReranker>.Instance, reader);
    }

    private static RetrievalResult Found(params string[] texts) => Found(texts, "Which?");

    private static RetrievalResult Found(string[] texts, string question) => new(
        new QuestionAnalysis(question, [], [], ReadOnlyMemory<float>.Empty),
        [.. texts.Select((text, i) => new RetrievedPassage(Chunk(text), 0.9 - (0.1 * i), new PassageScores()))]);

    // The chunk doesn't begin where its document does, so that offsets can't be mistaken for one another.
    private static KnowledgeChunk Chunk(string text)
    {
        const int Start = 100;
        var sentences = new List<int>();
        for (var from = 0; from < text.Length;)
        {
            var to = text.IndexOf('.', from) is var stop and >= 0 ? stop + 1 : text.Length;
            sentences.AddRange([Start + from, Start + to]);
            from = to + 1;
        }

        return new KnowledgeChunk
        {
            Key = text,
            DocumentId = text,
            Index = 0,
            Title = "",
            Section = "",
            Text = text,
            Start = Start,
            End = Start + text.Length,
            SentenceOffsets = sentences,
        };
    }

    private sealed class ScriptedReader(Func<string, float?> score) : IPassageReader
    {
        public List<string> Asked { get; } = [];

        public List<TextSpan> Sentences { get; } = [];

        public IReadOnlyList<PassageReading?> Read(string question, IReadOnlyList<ReaderPassage> passages, CancellationToken cancellationToken = default)
        {
            Asked.AddRange(passages.Select(passage => passage.Text));
            Sentences.AddRange(passages.SelectMany(passage => passage.Sentences));
            return [.. passages.Select(passage => score(passage.Text) is { } value ? new PassageReading(new SpanReading(new TextSpan(0, 1), value, 0), []) : null)];
        }
    }

    private sealed class ErrorLog : ILogger<PassageReranker>
    {
        public List<string> Errors { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Error)
            {
                Errors.Add(formatter(state, exception));
            }
        }
    }
}
