using BotQA.Knowledge.Documents;
using Microsoft.Extensions.Options;

namespace BotQA.Knowledge.Chunking;

/// <summary>
/// Packs whole sentences into chunks that fit the embedding model. A text that fits is one chunk. Otherwise chunks stay within a
/// section, end with a paragraph where they can, are filled evenly, and repeat the end of the chunk before; a sentence is cut only if
/// it exceeds the limit alone. A heading goes with the text below it and isn't among the sentences. Takes time linear in the text.
/// </summary>
public sealed class DocumentChunker : IDocumentChunker
{
    private readonly ITokenCounter _counter;
    private readonly ChunkingOptions _options;
    private readonly LongSentenceCutter _cutter;
    private readonly ChunkPlanner _planner;

    /// <summary>Chunks in the tokens of a counter.</summary>
    /// <param name="counter">Counts as the embedding model does.</param>
    /// <param name="options">The limits.</param>
    public DocumentChunker(ITokenCounter counter, IOptions<ChunkingOptions> options)
    {
        ArgumentNullException.ThrowIfNull(counter);
        ArgumentNullException.ThrowIfNull(options);
        _counter = counter;
        _options = options.Value;
        _cutter = new LongSentenceCutter(counter, _options);
        _planner = new ChunkPlanner(_options);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Chunk> Chunk(Document document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var segments = ChunkSegment.Parts(document).Select(part => Segment(document, part)).Where(s => s.Units.Count > 0).ToList();
        if (segments.Count == 0)
        {
            return [];
        }

        var chunks = new List<Chunk>();
        var whole = segments.SelectMany(s => s.Units).ToArray();
        if (Fits(whole))
        {
            chunks.Add(Chunk(document, 0, CommonPath(segments), whole));
            return chunks;
        }

        foreach (var segment in ChunkSegment.JoinHeadings(segments))
        {
            foreach (var (first, end) in _planner.Plan(document.Text, segment.Units))
            {
                chunks.Add(Chunk(document, chunks.Count, segment.HeadingPath, [.. segment.Units.Take(first..end)]));
            }
        }

        return chunks;
    }

    private bool Fits(ChunkUnit[] units) =>
        units.Sum(u => (long)u.Tokens) <= _options.MaxTokens && units[^1].Span.End - units[0].Span.Start <= _options.MaxCharacters;

    private ChunkSegment Segment(Document document, Section part)
    {
        var units = new List<ChunkUnit>();
        var position = part.Span.Start;
        while (HeadingAt(document, part, position) is { } heading && Count(document.Text, heading) is { } tokens)
        {
            units.Add(new ChunkUnit(heading, tokens, ChunkUnitKind.Heading));
            position = heading.End;
        }

        foreach (var sentence in SentenceSplitter.Split(document.Text, new TextSpan(position, part.Span.End)))
        {
            if (Count(document.Text, sentence) is { } count)
            {
                units.Add(new ChunkUnit(sentence, count, ChunkUnitKind.Sentence));
            }
            else
            {
                units.AddRange(_cutter.Cut(document.Text, sentence));
            }
        }

        return new ChunkSegment(part.HeadingPath, units);
    }

    /// <summary>The tokens of a span, or null when it exceeds the limit.</summary>
    private int? Count(string text, TextSpan span) =>
        span.Length <= _options.MaxCharacters && _counter.CountTokens(span.Of(text)) is var count && count <= _options.MaxTokens ? count : null;

    /// <summary>The next line with text in it if it is the document's title or one of the headings above the part; else null.</summary>
    private static TextSpan? HeadingAt(Document document, Section part, int position)
    {
        var rest = document.Text.AsSpan(position, part.Span.End - position);
        var start = position + rest.Length - rest.TrimStart().Length;
        var line = rest.TrimStart();
        var end = line.IndexOf('\n');
        line = (end < 0 ? line : line[..end]).TrimEnd();
        if (line.IsEmpty)
        {
            return null;
        }

        var isHeading = line.SequenceEqual(document.Title);
        foreach (var heading in part.HeadingPath)
        {
            isHeading |= line.SequenceEqual(heading);
        }

        return isHeading ? new TextSpan(start, start + line.Length) : null;
    }

    private static string[] CommonPath(List<ChunkSegment> segments)
    {
        var path = segments[0].HeadingPath;
        var length = segments.Min(s => path.Zip(s.HeadingPath).TakeWhile(p => p.First == p.Second).Count());
        return [.. path.Take(length)];
    }

    private static Chunk Chunk(Document document, int index, IReadOnlyList<string> headingPath, ChunkUnit[] units)
    {
        var span = new TextSpan(units[0].Span.Start, units[^1].Span.End);
        var sentences = units.Where(u => u.Kind != ChunkUnitKind.Heading).Select(u => u.Span).ToArray();
        return new Chunk
        {
            DocumentId = document.Id,
            Index = index,
            Span = span,
            Text = span.Of(document.Text),
            Section = string.Join(" > ", headingPath),
            Sentences = sentences.Length > 0 ? sentences : [.. units.Select(u => u.Span)],
            TokenCount = units.Sum(u => u.Tokens),
        };
    }
}
