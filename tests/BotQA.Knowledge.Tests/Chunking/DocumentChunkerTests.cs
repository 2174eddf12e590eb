using BotQA.Knowledge.Chunking;
using BotQA.Knowledge.Documents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Tests.Chunking;

public sealed class DocumentChunkerTests
{
    [Fact]
    public void Chunk_TextThatFits_IsOneChunkWithAllItsSentences()
    {
        var document = Document("First sentence. Second one!\n\nA new paragraph.\n");

        var chunk = Assert.Single(Chunks(document));

        Assert.Equal("First sentence. Second one!\n\nA new paragraph.", chunk.Text);
        Assert.Equal(["First sentence.", "Second one!", "A new paragraph."], chunk.Sentences.Select(s => s.Of(document.Text)));
        Assert.Equal("", chunk.Section);
        Assert.Equal(0, chunk.Index);
        Assert.Equal("notes.txt", chunk.DocumentId);
        Assert.Equal(new FakeTokenCounter().CountTokens(chunk.Text), chunk.TokenCount);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\n\t")]
    public void Chunk_BlankText_HasNoChunks(string text) => Assert.Empty(Chunks(Document(text)));

    [Fact]
    public void Chunk_LongText_BreaksAtParagraphsAndRepeatsASentence()
    {
        var paragraphs = Enumerable.Range(1, 6).Select(i => string.Join(' ', Enumerable.Range(1, 4).Select(j => $"Para {i} line {j} ends here.")));
        var document = Document(string.Join("\n\n", paragraphs));

        // A paragraph has 28 tokens, so two of them and a sentence of 7 fit.
        var chunks = Chunks(document, o => o.MaxTokens = 70);

        Assert.Equal(3, chunks.Count);
        Assert.All(chunks, c => Assert.EndsWith("line 4 ends here.", c.Text));
        Assert.StartsWith("Para 1 line 1", chunks[0].Text);
        Assert.StartsWith("Para 2 line 4 ends here.\n\nPara 3 line 1", chunks[1].Text);
        Assert.StartsWith("Para 4 line 4 ends here.\n\nPara 5 line 1", chunks[2].Text);
    }

    [Fact]
    public void Chunk_ParagraphALine_BreaksAtLines()
    {
        var lines = Enumerable.Range(1, 9).Select(i => $"Line {i} starts so. Line {i} ends so.");

        var chunks = Chunks(Document(string.Join('\n', lines)), o => o.MaxTokens = 36);

        Assert.True(chunks.Count > 1);
        Assert.All(chunks, c => Assert.EndsWith("ends so.", c.Text));
    }

    [Fact]
    public void Chunk_NoOverlap_RepeatsNothing()
    {
        var document = Document(Sentences(40));

        var chunks = Chunks(document, o => (o.MaxTokens, o.OverlapSentences) = (60, 0));

        Assert.All(chunks.Zip(chunks.Skip(1)), pair => Assert.True(pair.First.Span.End <= pair.Second.Span.Start));
    }

    [Fact]
    public void Chunk_LittleMoreThanFits_IsShared()
    {
        var document = Document(Sentences(12));

        var chunks = Chunks(document, o => (o.MaxTokens, o.MinTokens, o.OverlapSentences) = (66, 20, 0));

        Assert.Equal(2, chunks.Count);
        Assert.All(chunks, c => Assert.InRange(c.TokenCount, 24, 66));
    }

    [Fact]
    public void Chunk_Sections_AreNotCrossedAndNameTheirHeadings()
    {
        var document = Markdown(
            ("Guide", [], Sentences(8)), ("Food", ["Food"], Sentences(8)), ("Fish", ["Food", "Fish"], Sentences(8)), ("Sights", ["Sights"], Sentences(3)));

        var chunks = Chunks(document, o => o.MaxTokens = 50);

        Assert.Equal(["", "Food", "Food > Fish", "Sights"], chunks.Select(c => c.Section).Distinct());
        Assert.All(chunks, c => Assert.Contains(document.Sections, s => s.Span.Contains(c.Span) && string.Join(" > ", s.HeadingPath) == c.Section));
    }

    [Fact]
    public void Chunk_Headings_AreInTheTextButNotAmongTheSentences()
    {
        var document = Markdown(("Guide", [], ""), ("Food? Yes. Much!", ["Food? Yes. Much!"], Sentences(10)), ("Sights", ["Sights"], Sentences(2)));

        var chunks = Chunks(document, o => o.MaxTokens = 64);

        Assert.StartsWith("Guide\n\nFood? Yes. Much!\n\nSentence number 1", chunks[0].Text);
        Assert.StartsWith("Sentence number 1", chunks[0].Sentences[0].Of(document.Text));
        Assert.StartsWith("Sights\n\nSentence number 1", chunks[^1].Text);
        Assert.All(chunks, c => Assert.All(c.Sentences, s => Assert.StartsWith("Sentence number", s.Of(document.Text))));
    }

    [Fact]
    public void Chunk_HeadingsWithNothingBelow_GoWithTheTextThatFollows()
    {
        var document = Markdown(
            ("Setup", ["Setup"], ""), ("Linux", ["Setup", "Linux"], Sentences(20)), ("End", ["End"], Sentences(9)), ("Empty", ["Empty"], ""));

        var chunks = Chunks(document, o => o.MaxTokens = 64);

        Assert.StartsWith("Setup\n\nLinux\n\nSentence number 1", chunks[0].Text);
        Assert.Equal("Setup > Linux", chunks[0].Section);
        Assert.EndsWith("Empty", chunks[^1].Text);
        Assert.Equal("End", chunks[^1].Section);
    }

    [Fact]
    public void Chunk_NothingButHeadings_IsOneChunkThatCanBeQuoted()
    {
        var chunk = Assert.Single(Chunks(Markdown(("Guide", [], ""), ("Food", ["Food"], ""))));

        Assert.Equal("Guide\n\nFood", chunk.Text);
        Assert.Equal(2, chunk.Sentences.Count);
    }

    [Fact]
    public void Chunk_SentenceOverTheLimit_IsCutAtClauses()
    {
        var clauses = string.Join(", ", Enumerable.Range(1, 30).Select(i => $"clause number {i} goes on"));
        var document = Document("Short one. " + clauses + ". The end is near.");

        var chunks = Chunks(document, o => (o.MaxTokens, o.OverlapSentences) = (60, 0));

        Assert.True(chunks.Count > 3);
        Assert.All(chunks, c => Assert.InRange(c.TokenCount, 1, 60));
        Assert.All(chunks.SkipLast(1), c => Assert.EndsWith("goes on,", c.Text));
        Assert.StartsWith("Short one. clause number 1", chunks[0].Text);
    }

    [Theory]
    [InlineData("一二三四五六七，")]
    [InlineData("👨‍👩‍👧‍👦")]
    public void Chunk_LongTextWithoutBlanks_IsCutBetweenCharacters(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, 60));

        var chunks = Chunks(Document(text), o => o.MaxTokens = 48);

        Assert.True(chunks.Count > 1);
        Assert.All(chunks, c => Assert.EndsWith(part, c.Text));
        Assert.Equal(text, string.Concat(chunks.Select(c => c.Text)));
    }

    [Fact]
    public void Chunk_EndlessToken_IsBoundInCharacters()
    {
        var chunks = new DocumentChunker(new OneTokenCounter(), Options.Create(new ChunkingOptions())).Chunk(Document(new string('x', 100_000)));

        Assert.All(chunks, c => Assert.InRange(c.Text.Length, 1, 4000));
        Assert.Equal(100_000, chunks.Sum(c => c.Text.Length));
    }

    [Fact]
    public void Chunk_AnyText_CountsEachCharacterAFewTimesAtMost()
    {
        var counter = new FakeTokenCounter();
        var text = Sentences(20_000) + "\n\n" + string.Concat(Enumerable.Repeat("word ", 100_000)) + new string('x', 100_000);

        Assert.NotEmpty(new DocumentChunker(counter, Options.Create(new ChunkingOptions())).Chunk(Document(text)));

        Assert.InRange(counter.CountedCharacters, text.Length, 3 * text.Length);
    }

    [Fact]
    public async Task Chunk_Sample_HasAFewFullChunksOfWholeParagraphs()
    {
        var text = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "knowledge", "victory-day-greetings.txt"), TestContext.Current.CancellationToken);
        var document = Document(text.ReplaceLineEndings("\n"));

        var chunks = Chunks(document);

        Assert.InRange(chunks.Count, 2, 5);
        Assert.All(chunks, c => Assert.True(c.Span.End == text.Length || document.Text[c.Span.End] == '\n'));
        Assert.Contains(chunks, c => c.Sentences.Any(s => s.Of(document.Text).Contains("72-hour Victory Day truce")));
    }

    [Fact]
    public void AddChunking_LimitOutOfRange_IsRefused()
    {
        using var services = new ServiceCollection()
            .AddSingleton<ITokenCounter, FakeTokenCounter>()
            .AddChunking(o => o.MaxTokens = 3)
            .BuildServiceProvider();

        var exception = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IDocumentChunker>);

        Assert.Contains(nameof(ChunkingOptions.MaxTokens), exception.Message);
    }

    [Fact]
    public void AddChunking_ChunkerOfTheUser_IsKept()
    {
        var own = new DocumentChunker(new FakeTokenCounter(), Options.Create(new ChunkingOptions()));
        using var services = new ServiceCollection().AddSingleton<IDocumentChunker>(own).AddChunking().BuildServiceProvider();

        Assert.Same(own, services.GetRequiredService<IDocumentChunker>());
    }

    private static IReadOnlyList<Chunk> Chunks(Document document, Action<ChunkingOptions>? configure = null)
    {
        var options = new ChunkingOptions();
        configure?.Invoke(options);
        return new DocumentChunker(new FakeTokenCounter(), Options.Create(options)).Chunk(document);
    }

    private static Document Document(string text) => new() { Id = "notes.txt", Title = "Notes", Text = text };

    private static Document Markdown(params (string Heading, string[] Path, string Body)[] parts)
    {
        var text = "";
        var sections = new List<Section>();
        foreach (var (heading, path, body) in parts)
        {
            var start = text.Length;
            text += heading + "\n\n" + (body.Length > 0 ? body + "\n\n" : "");
            sections.Add(new Section(path, new TextSpan(start, text.Length)));
        }

        return new Document { Id = "guide.md", Title = "Guide", Text = text, Sections = sections };
    }

    /// <summary>Sentences of six or seven tokens each.</summary>
    private static string Sentences(int count) => string.Join(' ', Enumerable.Range(1, count).Select(i => $"Sentence number {i}."));

    private sealed class OneTokenCounter : ITokenCounter
    {
        public int CountTokens(string text) => 1;
    }
}
