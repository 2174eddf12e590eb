using BotQA.Knowledge.Embeddings;
using BotQA.Knowledge.Tests.Embeddings.Support;
using CsCheck;
using BertOptions = Microsoft.ML.Tokenizers.BertOptions;
using BertTokenizer = Microsoft.ML.Tokenizers.BertTokenizer;

namespace BotQA.Knowledge.Tests.Embeddings;

public sealed class WordPieceTokenizerTests
{
    private static readonly string[] Fragments =
    [
        "the", " ", "Unbelievable", "é", "e\u0301", "É", "ß", "İ", "Σ", "\n", "\t", "\r\n", "\u00a0", "\u200b", "\0", "\uFFFD", "東", "京", "한국", "हिन्दी",
        "😀", "👩‍👧", "𠮷", "\ud83d", "\udc4d", "\u0301", "$5.50", "...", "—", "’s", "_", "€", "ﬁ", "\ue000", "1066", "x", "∕", "Ａ", "≮",
    ];

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.Int[0, Fragments.Length - 1].Select(i => Fragments[i]).Array[0, 40].Select(string.Concat),
        Gen.String[Gen.Char, 0, 60]);

    /// <summary>The ids were computed by Hugging Face's tokenizers (npm @huggingface/transformers 4.3.1) from the same tokenizer.json.</summary>
    public static TheoryData<string, int[]> PublishedEncodings => new()
    {
        { "This is an example sentence", [2023, 2003, 2019, 2742, 6251] },
        { "It cost $5.50 + 10% (about €4) = cheap_ish...", [2009, 3465, 1002, 1019, 1012, 2753, 1009, 2184, 1003, 1006, 2055, 1574, 2549, 1007, 1027, 10036, 1035, 2003, 2232, 1012, 1012, 1012] },
        { "Café naïve Ångström Ñandú, Łódź", [7668, 15743, 17076, 15687, 16660, 8566, 1010, 17814] },
        { "cafe\u0301 e\u0301te\u0301", [7668, 3802, 2063] },
        { "東京 is 日本の首都。", [1879, 1755, 2003, 1864, 1876, 1671, 100, 1961, 1636] },
        { "한국어 문장", [1469, 30006, 30021, 29991, 30014, 30020, 29999, 30008, 1459, 30014, 30021, 30000, 30006, 30025] },
        { "İstanbul Σίσυφος straße", [9960, 1173, 18199, 29733, 29735, 29736, 15297, 2358, 27807] },
        { "a\u200bb\u00adc\0d\tx\ny\u00a0z", [5925, 2094, 1060, 1061, 1062] },
        { "😀 emoji 👩‍👩‍👧 ok", [100, 7861, 29147, 2072, 100, 7929] },
        { new string('x', 101) + " ok", [100, 7929] },
        { "C++ & C# <b>n°5</b> ½ x²", [1039, 1009, 1009, 1004, 1039, 1001, 1026, 1038, 1028, 1050, 7737, 2629, 1026, 1013, 1038, 1028, 1092, 1060, 10701] },
        { "—dash’s “quote”", [1517, 11454, 1521, 1055, 1523, 14686, 1524] },
        { "हिन्दी भाषा", [1339, 29877, 29863, 29861, 29878, 1330, 29876, 29873, 29876] },
        { "\u1ed1ng ﬁne ＡＢＣ", [2006, 2290, 1984, 2638, 100] },
        { "unbelievablyreconfigurable", [4895, 8671, 2666, 3567, 6321, 2890, 8663, 8873, 27390, 3085] },
        { "\ud83d lone", [10459] },
        { "𠮷野家", [100, 1963, 1825] },
    };

    [Theory]
    [MemberData(nameof(PublishedEncodings))]
    public void Encode_TextInAnyScript_GivesThePublishedIds(string text, int[] expected)
    {
        Assert.Equal(expected, TestModel.Tokenizer.Encode(text).Ids.ToArray());
    }

    [Fact]
    public void Encode_SampleDocument_AgreesWithTheLibrary()
    {
        var vocabulary = new MemoryStream();
        using (var json = System.Text.Json.JsonDocument.Parse(TestModel.Files.ReadTokenizer()))
        {
            foreach (var word in json.RootElement.GetProperty("model").GetProperty("vocab").EnumerateObject().OrderBy(word => word.Value.GetInt32()))
            {
                vocabulary.Write(System.Text.Encoding.UTF8.GetBytes(word.Name + "\n"));
            }
        }

        vocabulary.Position = 0;
        var library = BertTokenizer.Create(vocabulary, new BertOptions { RemoveNonSpacingMarks = true });

        var ids = TestModel.Tokenizer.Encode(RepositoryFiles.SampleDocument).Ids.ToArray();

        Assert.True(ids.Length > 300);
        Assert.Equal(library.EncodeToIds(RepositoryFiles.SampleDocument, addSpecialTokens: false), ids);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(" \n\t\u00a0 ", 0)]
    [InlineData("\0\u200b\ufffd", 0)]
    public void Encode_NothingToRead_GivesNoTokens(string text, int expected)
    {
        Assert.Equal(expected, TestModel.Tokenizer.Encode(text).Count);
        Assert.Equal(expected, TestModel.Tokenizer.CountTokens(text));
    }

    [Theory]
    [InlineData("A Café, truly", new[] { "A", "Café", ",", "truly" })]
    [InlineData("Cafe\u0301!", new[] { "Cafe\u0301", "!" })]
    [InlineData("x😀y 東京", new[] { "x😀y", "東", "京" })]
    [InlineData("tr\u00aduce", new[] { "tr\u00aduce" })]
    [InlineData("$72-hour", new[] { "$", "72", "-", "hour" })]
    [InlineData("embeddings", new[] { "em", "bed", "ding", "s" })]
    public void Encode_Offsets_CutTheOriginalText(string text, string[] expected)
    {
        var tokens = TestModel.Tokenizer.Encode(text);

        Assert.Equal(expected, Enumerable.Range(0, tokens.Count).Select(i => tokens.GetSpan(i, i).Of(text)));
    }

    [Fact]
    public void Encode_AnyText_OffsetsAreOrderedAndWithinTheText()
    {
        AnyText.Sample(text =>
        {
            var tokens = TestModel.Tokenizer.Encode(text);
            for (var i = 0; i < tokens.Count; i++)
            {
                var (start, end) = (tokens.Starts[i], tokens.Ends[i]);
                Assert.InRange(start, i == 0 ? 0 : tokens.Starts[i - 1], text.Length - 1);
                Assert.InRange(end, Math.Max(start + 1, i == 0 ? 0 : tokens.Ends[i - 1]), text.Length);
                Assert.False(char.IsLowSurrogate(text[start]) && start > 0 && char.IsHighSurrogate(text[start - 1]), "A token starts inside a character.");
                Assert.False(end < text.Length && char.IsLowSurrogate(text[end]) && char.IsHighSurrogate(text[end - 1]), "A token ends inside a character.");
            }
        });
    }

    [Fact]
    public void Encode_AnyText_SpanOfAWholeWordEncodesToItsToken()
    {
        AnyText.Sample(text =>
        {
            var tokens = TestModel.Tokenizer.Encode(text);
            for (var i = 0; i < tokens.Count; i++)
            {
                var (start, end) = (tokens.Starts[i], tokens.Ends[i]);
                if ((start == 0 || text[start - 1] == ' ') && (end == text.Length || text[end] == ' ') && (i + 1 == tokens.Count || tokens.Starts[i + 1] >= end))
                {
                    Assert.Equal([tokens.Ids[i]], TestModel.Tokenizer.Encode(tokens.GetSpan(i, i).Of(text)).Ids.ToArray());
                }
            }
        });
    }

    [Fact]
    public void CountTokens_AnyText_EqualsTheEncodedCount()
    {
        AnyText.Sample(text => TestModel.Tokenizer.CountTokens(text) == TestModel.Tokenizer.Encode(text).Count);
    }

    [Fact]
    public void Load_TokenizerMissing_NamesTheFileAndTheRemedy()
    {
        using var folder = new TemporaryFolder();
        var model = new EmbeddedModel(folder.Path);

        var failure = Assert.Throws<EmbeddedModelException>(() => WordPieceTokenizer.Load(model));

        Assert.Contains(model.TokenizerPath, failure.Message, StringComparison.Ordinal);
        Assert.Contains("build again", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_TokenizerDamaged_NamesTheFileAndTheRemedy()
    {
        using var folder = new TemporaryFolder();
        var model = new EmbeddedModel(folder.Path);
        var content = TestModel.Files.ReadTokenizer();
        content[^10] ^= 1;
        File.WriteAllBytes(model.TokenizerPath, content);

        var failure = Assert.Throws<EmbeddedModelException>(() => WordPieceTokenizer.Load(model));

        Assert.Contains(model.TokenizerPath, failure.Message, StringComparison.Ordinal);
        Assert.Contains("damaged", failure.Message, StringComparison.Ordinal);
    }
}
