using System.Globalization;
using System.Runtime.CompilerServices;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace BotQA.Knowledge.Storage.Keywords;

/// <summary>
/// Keeps a Lucene index in memory. Not safe for use from several threads at once, unlike the readers it opens. Opening one costs
/// milliseconds whatever has changed, so it is done when a search needs it and not at each write.
/// </summary>
internal sealed class KeywordWriter : IDisposable
{
    /// <summary>The field that names a row, once as a term to delete it by and once as a number to find it by.</summary>
    public const string IdField = "#id";

    private const string LengthSuffix = "#length";

    private static readonly FieldType TextType = new()
    {
        IsIndexed = true,
        IsTokenized = true,
        OmitNorms = true,
        IndexOptions = IndexOptions.DOCS_AND_FREQS,
    };

    private readonly KeywordSchema _schema;
    private readonly RAMDirectory _directory;
    private readonly IndexWriter _writer;
    private readonly ConditionalWeakTable<object, KeywordColumns> _columns = [];
    private readonly Dictionary<long, int[]> _lengths = [];
    private readonly long[] _totalLengths;
    private readonly int[] _filled;

    /// <summary>Opens an index.</summary>
    /// <param name="schema">The fields.</param>
    /// <param name="saved">The state to go on from; null for an empty index.</param>
    public KeywordWriter(KeywordSchema schema, KeywordFiles? saved = null)
    {
        _schema = schema;
        _directory = Restore(saved);
        _totalLengths = new long[schema.TextFields.Count];
        _filled = new int[schema.TextFields.Count];

        // Merging on the writer's own thread keeps the state after a write a function of the writes before it.
        var config = new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer: null)
        {
            OpenMode = saved is null ? OpenMode.CREATE : OpenMode.APPEND,
            MergeScheduler = new SerialMergeScheduler(),
            UseCompoundFile = false,
        };
        _writer = new IndexWriter(_directory, config);
        if (saved is not null)
        {
            CountSavedLengths();
        }
    }

    /// <summary>The field that holds the number of terms of a full-text field.</summary>
    public static string LengthField(string textField) => textField + LengthSuffix;

    /// <summary>Adds and removes rows. When a row can't be added, none is and none is removed.</summary>
    /// <param name="added">The rows to add; their ids were never used before.</param>
    /// <param name="removed">The ids of rows to remove.</param>
    public void Write(IReadOnlyCollection<(long Id, KeywordEntry Entry)> added, IReadOnlyCollection<long> removed)
    {
        _writer.AddDocuments(added.Select(row => CreateDocument(row.Id, row.Entry)));
        _writer.DeleteDocuments([.. removed.Select(IdTerm)]);
        foreach (var (id, entry) in added)
        {
            _lengths[id] = [.. entry.Terms.Select(terms => terms.Length)];
            CountLengths(_lengths[id], 1);
        }

        foreach (var id in removed)
        {
            _lengths.Remove(id, out var lengths);
            CountLengths(lengths!, -1);
        }
    }

    /// <summary>Opens the state after the last write. The caller releases it.</summary>
    public KeywordReader Open()
    {
        var reader = DirectoryReader.Open(_writer, applyAllDeletes: true);
        var leaves = reader.Leaves.Select(leaf => new KeywordLeaf(
            leaf.AtomicReader,
            leaf.DocBase,
            _columns.GetValue(leaf.AtomicReader.CoreCacheKey, _ => KeywordColumns.Load(leaf.AtomicReader, _schema))));
        var averages = _totalLengths.Select((total, i) => (double)total / Math.Max(1, _filled[i]));
        return new KeywordReader(reader, [.. leaves], _schema, [.. averages]);
    }

    /// <summary>The state after the last write, to go on from in another process.</summary>
    public KeywordFiles Save()
    {
        _writer.Commit();
        return new KeywordFiles([.. _directory.ListAll().Order(StringComparer.Ordinal).Select(name => (name, Content(name)))]);
    }

    public void Dispose()
    {
        _writer.Rollback();
        _directory.Dispose();
    }

    private static Term IdTerm(long id) => new(IdField, id.ToString(CultureInfo.InvariantCulture));

    private Document CreateDocument(long id, KeywordEntry entry)
    {
        var document = new Document
        {
            new StringField(IdField, IdTerm(id).Text, Field.Store.NO),
            new NumericDocValuesField(IdField, id),
        };

        for (var i = 0; i < _schema.TextFields.Count; i++)
        {
            var field = _schema.TextFields[i];
            document.Add(new Field(field, new TermStream(entry.Terms[i]), TextType));
            document.Add(new NumericDocValuesField(LengthField(field), entry.Terms[i].Length));
        }

        for (var i = 0; i < _schema.ValueFields.Count; i++)
        {
            if (entry.Values[i] is { } value)
            {
                document.Add(new StringField(_schema.ValueFields[i], value, Field.Store.NO));
            }
        }

        return document;
    }

    private static RAMDirectory Restore(KeywordFiles? saved)
    {
        var directory = new RAMDirectory();
        foreach (var (name, content) in saved?.Files ?? [])
        {
            using var output = directory.CreateOutput(name, IOContext.DEFAULT);
            output.WriteBytes(content, content.Length);
        }

        return directory;
    }

    private byte[] Content(string name)
    {
        using var input = _directory.OpenInput(name, IOContext.DEFAULT);
        var content = new byte[input.Length];
        input.ReadBytes(content, 0, content.Length);
        return content;
    }

    private void CountSavedLengths()
    {
        var reader = Open();
        foreach (var leaf in reader.Leaves)
        {
            for (var document = 0; document < leaf.Columns.Ids.Length; document++)
            {
                if (leaf.Reader.LiveDocs?.Get(document) ?? true)
                {
                    var lengths = leaf.Columns.Lengths.Select(column => column[document]).ToArray();
                    _lengths[leaf.Columns.Ids[document]] = lengths;
                    CountLengths(lengths, 1);
                }
            }
        }

        reader.Release();
    }

    private void CountLengths(int[] lengths, int sign)
    {
        for (var i = 0; i < lengths.Length; i++)
        {
            _totalLengths[i] += sign * lengths[i];
            _filled[i] += lengths[i] > 0 ? sign : 0;
        }
    }
}
