using System.Security.Cryptography;
using System.Text;
using BotQA.Training.Statements;
using BotQA.Training.Tests.Support;

namespace BotQA.Training.Tests.Statements;

public sealed class WrittenStatementsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReadAll_OwnPassageAndOneOfASet_TakesTitleTextAndSentences()
    {
        var paragraph = Sample.Paragraph("The abbey was founded in 1142.", "Abbeys");
        Write($"""
            # own | Ferry rules
            = Dogs travel free.
            + Dogs pay nothing.
            - Dogs pay half.

            # sample {HashOf(paragraph.Text)}
            + It dates from 1142.
            - It dates from 1241.

            """);

        var passages = WrittenFile.ReadAll(_folder.Path, [paragraph]);

        Assert.Equal([("Ferry rules", "Dogs travel free."), ("Abbeys", paragraph.Text)], passages.Select(p => (p.Title, p.Text)));
        Assert.Equal(["Dogs pay nothing.", "It dates from 1142."], passages.SelectMany(p => p.Supported));
        Assert.Equal(["Dogs pay half.", "It dates from 1241."], passages.SelectMany(p => p.Unsupported));
    }

    [Fact]
    public void ReadAll_PassageThatIsHeldOutOfItsSet_LeavesItOut()
    {
        Write("# sample 0123456789ab\n+ It dates from 1142.\n");

        Assert.Empty(WrittenFile.ReadAll(_folder.Path, []));
    }

    [Theory]
    [InlineData("# own | Ferry rules\n+ Dogs pay nothing.\n")]
    [InlineData("# own | Ferry rules\n= Dogs travel free.\nDogs pay nothing.\n")]
    [InlineData("+ Dogs pay nothing.\n")]
    public void ReadAll_OtherLines_NamesFileAndPassage(string text)
    {
        Write(text);

        var error = Assert.Throws<InvalidDataException>(() => WrittenFile.ReadAll(_folder.Path, []));

        Assert.Contains("written.txt", error.Message, StringComparison.Ordinal);
        Assert.Contains(text.Split('\n')[0], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadAll_Shipped_HaveBothKindsAndNoSentenceTwice()
    {
        var passages = WrittenFile.ReadAll(Path.Combine(AppContext.BaseDirectory, "written"), []);

        Assert.NotEmpty(passages);
        Assert.All(passages, p => Assert.True(p.Supported.Count > 0 && p.Unsupported.Count > 0, p.Text));
        Assert.All(passages, p => Assert.Empty(p.Supported.Intersect(p.Unsupported)));
    }

    [Fact]
    public void Part_TrainingAndHeldOut_ShareNoPassage()
    {
        var passages = Enumerable.Range(0, 400).Select(i => new WrittenPassage("", $"Passage {i}.", ["Yes."], ["No."])).ToList();

        var held = WrittenStatements.Part(passages, heldOut: true).ToList();
        var trained = WrittenStatements.Part(passages, heldOut: false).ToList();

        Assert.InRange(held.Count, 20, 60);
        Assert.Equal(passages.Count, held.Union(trained).Count());
    }

    [Fact]
    public void Draw_Many_LabelsAreThoseOfTheFile()
    {
        WrittenPassage[] passages = [new("Ferry rules", "Dogs travel free.", ["Dogs pay nothing."], ["Dogs pay."]), new("", "Cats stay at home.", ["Cats don't come."], ["Cats come too."])];
        var written = new WrittenStatements(passages, Sample.Encoder);
        var random = new Random(4);

        var drawn = Enumerable.Range(0, 2000).Select(_ => written.Draw(random)).ToHashSet();

        Assert.Contains(("Dogs pay nothing.", "Ferry rules. Dogs travel free.", true), drawn);
        Assert.Contains(("Dogs pay.", "Dogs travel free.", false), drawn);
        Assert.Contains(("Cats don't come.", "Dogs travel free.", false), drawn);
        Assert.DoesNotContain(drawn, d => d.IsSupported != passages.Any(p => d.Passage.EndsWith(p.Text, StringComparison.Ordinal) && p.Supported.Contains(d.Statement)));
    }

    [Fact]
    public void Examples_VariantOfASupportedSentence_LabelsTheTokensThatAreWrong()
    {
        var written = new WrittenStatements([new("", "Dogs travel free. Cats stay.", ["Dogs travel free."], ["Dogs travel first."])], Sample.Encoder);

        var examples = written.Examples(seed: 3, batchSize: 4).Take(40).ToList();

        Assert.Contains(examples, e => e.Start == SupportExamples.Supported && e.StatementLabels is [1, 1, 1, 1]);
        Assert.Contains(examples, e => e.Start == 0 && e.StatementLabels is [1, 1, 0, 1]);
    }

    [Fact]
    public void Examples_OfABatch_HaveHalfOfTheVariantsBesideTheirOriginals()
    {
        WrittenPassage Passage(int i) => new($"Ferry {i}", "Dogs travel free.", ["Dogs travel free."], ["Dogs travel first."]);
        var written = new WrittenStatements([.. Enumerable.Range(0, 300).Select(Passage)], Sample.Encoder);

        var pairs = written.Examples(seed: 3, batchSize: 4).Take(2000).Chunk(2).ToList();

        Assert.InRange(pairs.Count(p => p[0].Start != p[1].Start && p[0].Window.Ids.Skip(5).SequenceEqual(p[1].Window.Ids.Skip(5))) / (double)pairs.Count, 0.45, 0.6);
    }

    [Fact]
    public void Draw_OfAMix_ComesFromEachSource()
    {
        WrittenStatements Of(string sentence) => new([new("", "Dogs travel free.", [sentence], [sentence])], Sample.Encoder);
        var mixed = new MixedExamples([Of("Dogs pay."), Of("Cats pay."), Of("Cats pay.")], Sample.Encoder);
        var random = new Random(4);

        var counts = Enumerable.Range(0, 3000).Select(_ => mixed.Draw(random).Statement).CountBy(statement => statement).ToDictionary();

        Assert.InRange(counts["Cats pay."] / (double)counts["Dogs pay."], 1.7, 2.3);
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];

    private void Write(string text) => File.WriteAllText(Path.Combine(_folder.Path, "written.txt"), text);
}
