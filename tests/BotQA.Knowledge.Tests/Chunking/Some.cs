using BotQA.Knowledge.Documents;
using CsCheck;

namespace BotQA.Knowledge.Tests.Chunking;

/// <summary>Generated input for property tests.</summary>
internal static class Some
{
    private static readonly Gen<string> Word = Gen.Frequency(
        (12, Gen.Char['a', 'z'].Array[1, 9].Select(c => new string(c))),
        (2, Gen.OneOf("Mr.", "e.g.", "U.S.", "3.14", "J.", "No.", "(see", "above)", "“Well", "end.”", "[12]", "...", "http://a.b/c?d")),
        (1, Gen.OneOf("😀", "👨‍👩‍👧‍👦", "e\u0301\u0323", "\uD83D", "\uDE00", "\u00A0", "\u200B", "🇩🇪🇫🇷")),
        (1, Gen.Int[0x4E00, 0x9FFF].Array[1, 40].Select(c => string.Concat(c.Select(char.ConvertFromUtf32)) + "。")),
        (1, Gen.Int[0x20000, 0x2A6DF].Array[1, 30].Select(c => string.Concat(c.Select(char.ConvertFromUtf32)))),
        (1, Gen.Char.Array[0, 5].Select(c => new string(c))),
        (1, Gen.Char['a', 'z'].Array[30, 300].Select(c => new string(c))));

    private static readonly Gen<string> Sentence = Gen.Select(Word.Array[1, 25], Gen.OneOf(".", "!", "?", "", "。", ":", ";", "…"))
        .Select((words, end) => string.Join(' ', words) + end);

    private static readonly Gen<string> Paragraph = Gen.Select(Gen.OneOf("", "", "", "- ", "1. ", "  "), Sentence.Array[0, 6])
        .Select((start, sentences) => start + string.Join(' ', sentences));

    /// <summary>Texts of several paragraphs, lists and stray characters.</summary>
    public static Gen<string> Text { get; } = Gen.Select(Paragraph, Gen.OneOf("\n", "\n\n", "\n \n", " \r\n"))
        .Select((paragraph, separator) => paragraph + separator).Array[0, 4].Select(string.Concat);

    /// <summary>Documents with and without sections, some of them deep, empty or nothing but a heading.</summary>
    public static Gen<Document> Document { get; } = Gen.Select(Text, Gen.Select(Gen.Int[1, 3], Text).Array[0, 4]).Select((preface, parts) =>
    {
        var text = new System.Text.StringBuilder(preface);
        var sections = new List<Section>();
        var path = new List<string>();
        if (preface.Length > 0 && parts.Length > 0)
        {
            sections.Add(new Section([], new TextSpan(0, preface.Length)));
        }

        for (var i = 0; i < parts.Length; i++)
        {
            var (level, body) = parts[i];
            path.RemoveRange(Math.Min(level - 1, path.Count), Math.Max(0, path.Count - level + 1));
            path.Add($"Heading {i}");
            var start = text.Length;
            text.Append(path[^1]).Append("\n\n").Append(body);
            sections.Add(new Section([.. path], new TextSpan(start, text.Length)));
        }

        return new Document { Id = "generated", Title = "Generated", Text = text.ToString(), Sections = sections };
    });
}
