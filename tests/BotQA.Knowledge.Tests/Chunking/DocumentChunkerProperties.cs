using System.Globalization;
using BotQA.Knowledge.Chunking;
using BotQA.Knowledge.Documents;
using CsCheck;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Tests.Chunking;

/// <summary>What holds for the chunks of any document under any options.</summary>
public sealed class DocumentChunkerProperties
{
    private const long Iterations = 300;

    private static readonly FakeTokenCounter Counter = new();

    private static readonly Gen<ChunkingOptions> AnyOptions =
        Gen.Select(Gen.Int[16, 120], Gen.Int[64, 1500], Gen.Int[0, 40], Gen.Int[0, 3], Gen.Int[0, 60]).Select((max, characters, min, sentences, tokens) =>
            new ChunkingOptions { MaxTokens = max, MaxCharacters = characters, MinTokens = min, OverlapSentences = sentences, OverlapTokens = tokens });

    private static readonly Gen<(Document Document, ChunkingOptions Options)> Any = Gen.Select(Some.Document, AnyOptions);

    [Fact]
    public void Chunk_Text_IsTheSpanOfTheDocument() => Check((document, _, chunks) =>
    {
        for (var i = 0; i < chunks.Count; i++)
        {
            Assert.Equal(i, chunks[i].Index);
            Assert.Equal(document.Text[chunks[i].Span.Start..chunks[i].Span.End], chunks[i].Text);
        }
    });

    [Fact]
    public void Chunk_NonBlankCharacters_AreAllInAChunk() => Check((document, _, chunks) =>
    {
        var covered = new bool[document.Text.Length];
        foreach (var chunk in chunks)
        {
            covered.AsSpan(chunk.Span.Start, chunk.Span.Length).Fill(true);
        }

        for (var i = 0; i < covered.Length; i++)
        {
            Assert.True(covered[i] || char.IsWhiteSpace(document.Text[i]), $"Character {i} is in no chunk.");
        }
    });

    [Fact]
    public void Chunk_Size_IsWithinTheLimits() => Check((_, options, chunks) => Assert.All(chunks, chunk =>
    {
        Assert.InRange(chunk.TokenCount, 0, options.MaxTokens);
        Assert.InRange(Counter.CountTokens(chunk.Text), 0, options.MaxTokens);
        Assert.InRange(chunk.Text.Length, 1, options.MaxCharacters);
    }));

    [Fact]
    public void Chunk_Sentence_IsCutOnlyIfItExceedsTheLimitAlone() => Check((document, options, chunks) =>
    {
        foreach (var section in document.Sections.Count > 0 ? document.Sections : [new Section([], new TextSpan(0, document.Text.Length))])
        {
            foreach (var sentence in SentenceSplitter.Split(document.Text, section.Span))
            {
                if (sentence.Length <= options.MaxCharacters && Counter.CountTokens(sentence.Of(document.Text)) <= options.MaxTokens)
                {
                    Assert.Contains(chunks, c => c.Span.Contains(sentence));
                }
            }
        }
    });

    [Fact]
    public void Chunk_Sentences_AreTrimmedInOrderAndInside() => Check((document, _, chunks) => Assert.All(chunks, chunk =>
    {
        Assert.NotEmpty(chunk.Sentences);
        var end = chunk.Span.Start;
        foreach (var sentence in chunk.Sentences)
        {
            Assert.True(sentence.Start >= end && sentence.Length > 0 && chunk.Span.Contains(sentence));
            Assert.Equal(sentence.Of(document.Text), sentence.Of(document.Text).Trim());
            end = sentence.End;
        }
    }));

    [Fact]
    public void Chunk_Cuts_AreNeverInsideACharacter() => Check((document, _, chunks) =>
    {
        var borders = StringInfo.ParseCombiningCharacters(document.Text).ToHashSet();
        foreach (var sentence in chunks.SelectMany(c => c.Sentences))
        {
            var isPairCut = sentence.End < document.Text.Length
                && char.IsHighSurrogate(document.Text[sentence.End - 1])
                && char.IsLowSurrogate(document.Text[sentence.End]);
            Assert.False(isPairCut);

            // A mark on a blank may begin a word: white space divides whatever follows it.
            var isAfterBlank = sentence.Start == 0 || char.IsWhiteSpace(document.Text[sentence.Start - 1]);
            Assert.True(isAfterBlank || borders.Contains(sentence.Start), $"A cut at {sentence.Start} is inside a character.");
        }
    });

    [Fact]
    public void Chunk_SameDocument_GivesTheSameChunks() => Any.Sample(
        input =>
        {
            var (first, second) = (Chunks(input.Document, input.Options), Chunks(input.Document, input.Options));
            Assert.Equal(first.Select(c => (c.Span, c.Section, c.TokenCount)), second.Select(c => (c.Span, c.Section, c.TokenCount)));
        },
        iter: Iterations);

    [Fact]
    public void Chunk_Overlap_IsWholeSentencesWithinTheLimit() => Check((_, options, chunks) =>
    {
        foreach (var (previous, next) in chunks.Zip(chunks.Skip(1)))
        {
            var repeated = next.Sentences.Where(s => s.Start < previous.Span.End).ToArray();
            Assert.InRange(repeated.Length, 0, options.OverlapSentences);
            Assert.All(repeated, s => Assert.Contains(s, previous.Sentences));
        }
    });

    private static void Check(Action<Document, ChunkingOptions, IReadOnlyList<Chunk>> check) =>
        Any.Sample(input => check(input.Document, input.Options, Chunks(input.Document, input.Options)), iter: Iterations);

    private static IReadOnlyList<Chunk> Chunks(Document document, ChunkingOptions options) =>
        new DocumentChunker(Counter, Options.Create(options)).Chunk(document);
}
