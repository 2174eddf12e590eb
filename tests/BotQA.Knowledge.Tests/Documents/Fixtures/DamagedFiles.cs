using System.IO.Compression;
using System.Text;

namespace BotQA.Knowledge.Tests.Documents.Fixtures;

/// <summary>Files that no reader should trust.</summary>
internal static class DamagedFiles
{
    private const int Seed = 20240305;

    /// <summary>Each sound fixture cut off at a few places, with bits flipped, and under the extensions of other formats.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> OfFixtures()
    {
        var random = new Random(Seed);
        string[] binary = ["harbour.pdf", "travel-policy.docx", "launch.pptx", "stock.xlsx", "offer.eml", "cheese.html", "flights.csv"];
        foreach (var name in binary)
        {
            var bytes = FixtureFolder.Files[name];
            var stem = Path.GetFileNameWithoutExtension(name);
            var extension = Path.GetExtension(name);
            foreach (var percent in (int[])[5, 50, 95])
            {
                yield return ($"cut/{stem}-{percent}{extension}", bytes[..(bytes.Length * percent / 100)]);
            }

            for (var i = 1; i <= 4; i++)
            {
                yield return ($"flipped/{stem}-{i}{extension}", Flipped(bytes, random, 1 << (2 * i)));
            }

            foreach (var other in binary.Select(n => Path.GetExtension(n)).Where(e => e != extension))
            {
                yield return ($"mislabelled/{stem}{extension}{other}", bytes);
            }
        }
    }

    /// <summary>Files made to harm, which have to be refused.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Hostile()
    {
        yield return ("empty.pdf", []);
        yield return ("empty.docx", []);
        yield return ("zeros.pdf", new byte[4096]);
        yield return ("zeros.eml", new byte[4096]);
        yield return ("header-only.pdf", "%PDF-1.7\n"u8.ToArray());
        yield return ("picture.pdf", PdfFixtures.Picture());
        yield return ("too-many-pages.pdf", PdfFixtures.Pages(12));
        yield return ("protected.docx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[2048]]);
        yield return ("encrypted.pdf", Latin(Encrypted));
        yield return ("flate-bomb.pdf", FlateBomb());
        yield return ("nested-arrays.pdf", Latin($"%PDF-1.4\n1 0 obj {new string('[', 200_000)}\nendobj\ntrailer << /Root 1 0 R /Size 5 >>\n%%EOF"));
        yield return ("page-loop.pdf", Latin("%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [2 0 R] /Count 1 >> endobj\ntrailer << /Root 1 0 R /Size 5 >>\n%%EOF"));
        yield return ("page-count.pdf", Latin("%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [] /Count 2147483647 >> endobj\ntrailer << /Root 1 0 R /Size 5 >>\n%%EOF"));
        yield return ("zip-bomb.docx", Package("word/document.xml", $"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>{new string('a', 30 << 20)}</w:t></w:r></w:p></w:body></w:document>"));
        yield return ("entities.docx", Package("word/document.xml", $"<?xml version=\"1.0\"?>{BillionLaughs}<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>&lol9;</w:t></w:r></w:p></w:body></w:document>"));
        yield return ("external-entity.docx", Package("word/document.xml", "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"));
        yield return ("deep.docx", Package("word/document.xml", $"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">{string.Concat(Enumerable.Repeat("<w:sdt>", 50_000))}{string.Concat(Enumerable.Repeat("</w:sdt>", 50_000))}</w:document>"));
        yield return ("no-main-part.docx", Package("other.xml", "<x/>"));
        yield return ("not-a-zip.xlsx", Latin("Name,Price\nLamp,40\n"));
        yield return ("too-many-rows.xlsx", OfficeFixtures.Workbook(("Rows", [.. Enumerable.Range(0, 3000).Select(i => new object?[] { i, "x" })])));
        yield return ("too-many-rows.csv", Latin(string.Concat(Enumerable.Repeat("a,b\n", 3000))));
        yield return ("wide-names.csv", Latin($"{string.Join(',', Enumerable.Range(0, 2000).Select(i => $"{new string('n', 50)}{i}"))}\n{string.Concat(Enumerable.Repeat(string.Join(',', Enumerable.Repeat("v", 2000)) + "\n", 60))}"));
        yield return ("deep.html", Latin(string.Concat(Enumerable.Repeat("<div>", 100_000)) + "text"));
        yield return ("formatting.html", Latin(string.Concat(Enumerable.Repeat("<b><i><a href=x>", 20_000)) + "text"));
        yield return ("scripts.html", Latin("<html><body><script>document.write('text')</script></body></html>"));
        yield return ("binary.html", [0, 1, 2, 3, 0, 255, 254, 7, 0]);
        yield return ("binary.json", [0, 1, 2, 3, 0, 255, 254, 7, 0]);
        yield return ("no-mail.eml", Latin("This is no mail at all.\nIt has no headers.\n"));
        yield return ("long.txt", Latin(new string('x', 5 << 20)));
    }

    private const string BillionLaughs =
        "<!DOCTYPE lolz [<!ENTITY lol0 \"lol\"><!ENTITY lol1 \"&lol0;&lol0;&lol0;&lol0;\"><!ENTITY lol9 \"&lol1;&lol1;&lol1;&lol1;\">]>";

    private const string Encrypted =
        "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >> endobj\n"
        + "4 0 obj << /Filter /Standard /V 1 /R 2 /O (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) /U (bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb) /P -4 >> endobj\n"
        + "trailer << /Root 1 0 R /Encrypt 4 0 R /ID [(aaaaaaaaaaaaaaaa) (aaaaaaaaaaaaaaaa)] /Size 5 >>\n%%EOF";

    private static byte[] Flipped(byte[] bytes, Random random, int count)
    {
        var flipped = (byte[])bytes.Clone();
        for (var i = 0; i < count; i++)
        {
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        }

        return flipped;
    }

    private static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>A Word package whose part has the given content.</summary>
    private static byte[] Package(string part, string content)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(archive, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
            Write(archive, "_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
            Write(archive, part, content);
        }

        return stream.ToArray();
    }

    private static void Write(ZipArchive archive, string name, string content)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name).Open());
        writer.Write(content);
    }

    /// <summary>A page whose content unpacks to far more than the file.</summary>
    private static byte[] FlateBomb()
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var blanks = new byte[1 << 20];
            Array.Fill(blanks, (byte)' ');
            for (var i = 0; i < 40; i++)
            {
                deflate.Write(blanks);
            }
        }

        var head = $"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Contents 4 0 R >> endobj\n4 0 obj << /Length {packed.Length} /Filter /FlateDecode >> stream\n";
        return [.. Latin(head), .. packed.ToArray(), .. Latin("\nendstream endobj\ntrailer << /Root 1 0 R /Size 5 >>\n%%EOF")];
    }
}
