using BotQA.Knowledge.Documents;
using BotQA.Knowledge.Tests.Documents.Fixtures;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;

namespace BotQA.Knowledge.Tests.Documents;

/// <summary>What a file may do to the reading of a folder: nothing.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Read_DamagedFiles_EachIsADocumentOrAReasonAndTheRestGoesOn()
    {
        var files = DamagedFiles.OfFixtures().ToList();
        Assert.True(files.Count >= 60, $"{files.Count} files");
        var results = await ReadAsync(files);

        foreach (var (name, _) in files)
        {
            var result = Assert.Single(results, r => r.Id == name);
            AssertSound(result);
        }

        Assert.Contains(results, r => r.Id == "good.txt" && r.Succeeded);
    }

    [Fact]
    public async Task Read_TruncatedPackages_SayThatTheyAreDamaged()
    {
        var results = await ReadAsync([.. DamagedFiles.OfFixtures().Where(f => f.Name.StartsWith("cut/", StringComparison.Ordinal) && f.Name.EndsWith('x'))]);

        Assert.All(results.Where(r => r.Id != "good.txt"), r => Assert.Contains("damaged", r.Failure));
    }

    [Fact]
    public async Task Read_HostileFiles_EachIsRefusedWithAReasonAndTheRestGoesOn()
    {
        var files = DamagedFiles.Hostile().ToList();

        var results = await ReadAsync(files, o =>
        {
            o.MaxPages = 10;
            o.MaxRows = 2000;
            o.MaxUnpackedBytes = 16 << 20;
            o.MaxTextCharacters = 4 << 20;
        });

        var accepted = files.Where(f => results.Single(r => r.Id == f.Name).Succeeded).Select(f => f.Name);
        Assert.Equal([], accepted);
        Assert.All(results, AssertSound);
        Assert.Contains(results, r => r.Id == "good.txt" && r.Succeeded);
        Assert.Contains("OCR", results.Single(r => r.Id == "picture.pdf").Failure);
        Assert.Contains("password", results.Single(r => r.Id == "protected.docx").Failure);
        Assert.Contains("password", results.Single(r => r.Id == "encrypted.pdf").Failure);
        Assert.Contains("Knowledge:MaxPages", results.Single(r => r.Id == "too-many-pages.pdf").Failure);
        Assert.Contains("Knowledge:MaxUnpackedBytes", results.Single(r => r.Id == "zip-bomb.docx").Failure);
        Assert.Contains("Knowledge:MaxUnpackedBytes", results.Single(r => r.Id == "flate-bomb.pdf").Failure);
        Assert.Contains("Knowledge:MaxNesting", results.Single(r => r.Id == "deep.docx").Failure);
        Assert.Contains("Knowledge:MaxNesting", results.Single(r => r.Id == "deep.html").Failure);
        Assert.Contains("Knowledge:MaxNesting", results.Single(r => r.Id == "formatting.html").Failure);
        Assert.Contains("word/document.xml", results.Single(r => r.Id == "entities.docx").Failure);
        Assert.Contains("word/document.xml", results.Single(r => r.Id == "external-entity.docx").Failure);
        Assert.Contains("Knowledge:MaxRows", results.Single(r => r.Id == "too-many-rows.xlsx").Failure);
        Assert.Contains("Knowledge:MaxRows", results.Single(r => r.Id == "too-many-rows.csv").Failure);
        Assert.Contains("Knowledge:MaxTextCharacters", results.Single(r => r.Id == "wide-names.csv").Failure);
    }

    [Fact]
    public async Task Read_RandomDamage_NeverThrows()
    {
        var files = FixtureFolder.Files.Where(f => f.Key is "harbour.pdf" or "stock.xlsx" or "launch.pptx" or "offer.eml").ToArray();
        var readers = Readers();

        await Gen.Select(Gen.Int[0, files.Length - 1], Gen.Int[0, 1 << 20], Gen.Byte, Gen.Int[1, 400]).SampleAsync(
            async (file, at, value, length) =>
            {
                var bytes = (byte[])files[file].Value.Clone();
                at %= bytes.Length;
                bytes.AsSpan(at, Math.Min(length, bytes.Length - at)).Fill(value);
                var path = Path.Combine(_folder.Path, $"{Guid.NewGuid():N}{Path.GetExtension(files[file].Key)}");
                await File.WriteAllBytesAsync(path, bytes, CancellationToken.None);
                foreach (var result in await readers.ReadAsync(new KnowledgeFile("a", path), CancellationToken.None).WaitAsync(Limit, CancellationToken.None))
                {
                    AssertSound(result);
                }

                File.Delete(path);
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public async Task Read_ReaderThatNeverEnds_IsLeftBehindWithAReason()
    {
        _folder.Write("a.endless", "A.");
        _folder.Write("b.txt", "B.");
        using var services = Services(o => o.MaxReadTime = TimeSpan.FromMilliseconds(200), s => s.AddSingleton<DocumentReader, EndlessReader>());

        var results = await services.GetRequiredService<KnowledgeFolder>().All(_folder.Path).WaitAsync(Limit, TestContext.Current.CancellationToken);

        Assert.Contains("Knowledge:MaxReadTime", results[0].Failure);
        Assert.True(results[1].Succeeded);
    }

    [Fact]
    public async Task Read_MailsAttachedToMails_StopsAtTheDepthAllowed()
    {
        var results = await ReadAsync([("deep.eml", MailFixtures.Nested(6))]);

        Assert.Equal(3, results.Count(r => r.Id.EndsWith("forwarded.eml", StringComparison.Ordinal) && r.Succeeded));
        Assert.Contains("Knowledge:MaxAttachmentDepth", Assert.Single(results, r => !r.Succeeded).Failure);
    }

    [Fact]
    public async Task Read_ManyAttachments_StopsAtTheNumberAllowed()
    {
        var attachments = Enumerable.Range(0, 8).Select(i => ("same name.txt", (byte[])[.. "Text "u8, (byte)('0' + i), (byte)'.'])).ToArray();

        var results = await ReadAsync([("many.eml", MailFixtures.Mail("Many", "See below.", attachments))], o => o.MaxAttachments = 5);

        Assert.Equal(["good.txt", "many.eml", "many.eml/same name.txt", "many.eml/same name (2).txt", "many.eml/same name (3).txt", "many.eml/same name (4).txt", "many.eml/same name (5).txt"], results.Where(r => r.Succeeded).Select(r => r.Id));
        Assert.Contains("Knowledge:MaxAttachments", Assert.Single(results, r => !r.Succeeded).Failure);
    }

    [Theory]
    [InlineData("naïve résumé ✓ 日本語 🐙.txt")]
    [InlineData("e\u0301 combining.txt")]
    [InlineData("right\u202Eto-left.txt")]
    [InlineData("trailing .txt")]
    [InlineData("quote\"and<tag>&.txt")]
    public async Task Read_NameOfAnyUnicode_IsTheId(string name)
    {
        var results = await ReadAsync([(name, "Some text."u8.ToArray())]);

        Assert.Single(results, r => r.Id == name && r.Succeeded);
    }

    private static void AssertSound(DocumentReadResult result)
    {
        if (result.Document is not { } document)
        {
            // A reason says what is wrong and what to do.
            Assert.Matches(@"^\S.{10,}[.!?]\s\S.*\.$", result.Failure!.ReplaceLineEndings(" "));
            return;
        }

        Assert.False(string.IsNullOrWhiteSpace(document.Text));
        var end = 0;
        Assert.All(document.Places, place =>
        {
            Assert.True(place.Span.IsWithin(document.Text) && place.Span.Start >= end);
            end = place.Span.End;
        });
        Assert.All(document.Sections, section => Assert.True(section.Span.IsWithin(document.Text)));
    }

    private async Task<List<DocumentReadResult>> ReadAsync(IReadOnlyList<(string Name, byte[] Bytes)> files, Action<DocumentOptions>? configure = null)
    {
        foreach (var (name, bytes) in files)
        {
            _folder.Write(name, bytes);
        }

        _folder.Write("good.txt", "The rest goes on.");
        using var services = Services(o =>
        {
            o.MaxReadTime = Limit;
            configure?.Invoke(o);
        });
        return await services.GetRequiredService<KnowledgeFolder>().All(_folder.Path).WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
    }

    private static KnowledgeFolder Readers() => Services(o => o.MaxReadTime = Limit).GetRequiredService<KnowledgeFolder>();

    private static ServiceProvider Services(Action<DocumentOptions> configure, Action<IServiceCollection>? add = null)
    {
        var services = new ServiceCollection().AddDocumentReaders(configure);
        add?.Invoke(services);
        return services.BuildServiceProvider();
    }

    private sealed class EndlessReader : DocumentReader
    {
        public override IReadOnlyList<string> Extensions { get; } = [".endless"];

        public override Task<DocumentContent> ReadAsync(DocumentSource source, CancellationToken cancellationToken = default)
        {
            // Ends when it is left behind, as a parser at its next look at the token.
            cancellationToken.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
