using System.Globalization;
using System.Text;
using BotQA.Knowledge.Tests.Documents.Fixtures;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace BotQA.Benchmarks.Ingestion;

/// <summary>Writes documents of every format, each with other sentences, the same ones in every run.</summary>
internal sealed class GeneratedDocuments(int seed)
{
    private static readonly string[] Things = ["mill", "bridge", "harbour", "school", "tower", "garden", "railway", "market", "library", "theatre"];
    private static readonly string[] Deeds = ["was rebuilt after the flood", "was sold to a merchant", "burned down to its walls", "was given a copper roof", "stood empty for a decade"];
    private static readonly string[] Places = ["Lindhaven", "Ostrand", "Vikholm", "Marsted", "Torslund", "Norvik", "Askerby", "Halmvik"];

    private readonly Random _random = new(seed);

    /// <summary>The formats by their extensions, each with what writes a document of about two kilobytes of text.</summary>
    public IReadOnlyDictionary<string, Func<int, byte[]>> Formats => new Dictionary<string, Func<int, byte[]>>
    {
        [".txt"] = _ => Utf8(Prose(2000)),
        [".md"] = i => Utf8($"# Chronicle {i}\n\n{Prose(1000)}\n\n## Later\n\n{Prose(900)}\n"),
        [".html"] = i => Utf8($"<html><head><title>Chronicle {i}</title></head><body><nav><a href='/'>Home</a></nav><main><h1>Chronicle {i}</h1><p>{Prose(1000)}</p><h2>Later</h2><p>{Prose(900)}</p></main></body></html>"),
        [".pdf"] = Pdf,
        [".docx"] = i => OfficeFixtures.Word([OfficeFixtures.Paragraph($"Chronicle {i}", "Heading1"), OfficeFixtures.Paragraph(Prose(1000)), OfficeFixtures.Paragraph(Prose(900))]),
        [".pptx"] = i => OfficeFixtures.Presentation([.. Enumerable.Range(1, 5).Select(slide => ($"Chronicle {i}, part {slide}", new[] { Sentence(), Sentence() }, (string?)Prose(200)))]),
        [".xlsx"] = i => OfficeFixtures.Workbook(($"Sheet {i}", [["House", "Year", "Owner"], .. Enumerable.Range(1, 40).Select(_ => Row())])),
        [".csv"] = _ => Utf8("House,Year,Owner\n" + string.Join('\n', Enumerable.Range(1, 40).Select(_ => string.Join(',', Row())))),
        [".eml"] = i => MailFixtures.Mail($"Chronicle {i}", Prose(1900)),
        [".json"] = _ => Utf8("{\n" + string.Join(",\n", Enumerable.Range(1, 20).Select(j => $"  \"note{j}\": \"{Sentence()}\"")) + "\n}\n"),
    };

    /// <summary>Sentences of at least so many characters together.</summary>
    public string Prose(int characters)
    {
        var text = new StringBuilder();
        while (text.Length < characters)
        {
            text.Append(Sentence()).Append(' ');
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>A folder of text files of two kilobytes, a hundred to a subfolder.</summary>
    public void WriteTexts(string folder, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var path = Path.Combine(folder, $"{i / 100:000}", $"{i:00000}.txt");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, Prose(2049)[..2048]);
        }
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private string Sentence() => string.Create(
        CultureInfo.InvariantCulture,
        $"In {_random.Next(1400, 2000)} the {Pick(Things)} of {Pick(Places)} {Pick(Deeds)}, which cost {_random.Next(10, 9999)} crowns and took {_random.Next(2, 99)} weeks.");

    private object[] Row() => [$"{Pick(Things)} of {Pick(Places)} {_random.Next(1000)}", _random.Next(1400, 2000), $"Family {_random.Next(1000)}"];

    private string Pick(string[] words) => words[_random.Next(words.Length)];

    private byte[] Pdf(int i)
    {
        var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        var page = builder.AddPage(PageSize.A4);
        page.AddText($"Chronicle {i}", 18, new PdfPoint(50, 780), font);
        foreach (var (line, words) in Prose(2000).Split(' ').Chunk(14).Index())
        {
            page.AddText(string.Join(' ', words), 10, new PdfPoint(50, 750 - (13 * line)), font);
        }

        return builder.Build();
    }
}
