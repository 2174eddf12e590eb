using BotQA.Knowledge.Storage.Keywords;
using Lucene.Net.Index;

namespace BotQA.Knowledge.Ingestion.Snapshots;

/// <summary>Writes and reads a saved keyword index. It can be made again from the chunks, so one that is damaged or of another version is passed over.</summary>
internal static class KeywordsFile
{
    private const int FormatVersion = 2;

    private static string Lucene => typeof(IndexWriter).Assembly.GetName().Version!.ToString();

    /// <summary>Writes a file, in one step for whoever reads it.</summary>
    public static void Write(string path, SavedKeywords keywords)
    {
        var temporary = path + ".tmp";
        using (var file = BlockFile.Create(temporary))
        {
            file.Append(Header());
            file.Append(Rows(keywords.Rows, keywords.Files.Files.Count));
            foreach (var (name, content) in keywords.Files.Files)
            {
                var writer = new BlockWriter();
                writer.Text(name);
                writer.Values<byte>(content);
                file.Append(writer.Written);
            }

            file.Flush();
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Reads a file; null when there is none of use.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static SavedKeywords? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = BlockFile.Open(path, canWrite: false);
        var blocks = file.Scan(content => content.ToArray()).Select(block => block.Made).ToList();
        if (blocks.Count < 2 || !blocks[0].AsSpan().SequenceEqual(Header()))
        {
            return null;
        }

        var (rows, count) = ReadRows(new BlockReader(blocks[1]));
        var files = blocks.Skip(2).Select(block => ReadFile(new BlockReader(block))).ToList();
        return files.Count == count ? new SavedKeywords(rows, new KeywordFiles(files)) : null;
    }

    private static byte[] Header()
    {
        var writer = new BlockWriter();
        writer.Text("BotQA keywords");
        writer.Value(FormatVersion);
        writer.Text(Lucene);
        writer.Value(typeof(KeywordsFile).Module.ModuleVersionId);
        return writer.Written.ToArray();
    }

    private static byte[] Rows(IReadOnlyList<SavedKeywords.Row> rows, int files)
    {
        var writer = new BlockWriter();
        writer.Value(files);
        writer.List(rows, row =>
        {
            writer.Value(row.Id);
            writer.Text(row.Key);
            writer.Value(row.Content);
        });
        return writer.Written.ToArray();
    }

    private static (SavedKeywords.Row[] Rows, int Files) ReadRows(BlockReader reader)
    {
        var files = reader.Value<int>();
        return (reader.List((ref r) => new SavedKeywords.Row(r.Value<long>(), r.Text()!, r.Value<ContentHash>())), files);
    }

    private static (string Name, byte[] Content) ReadFile(BlockReader reader) => (reader.Text()!, reader.Values<byte>());
}
