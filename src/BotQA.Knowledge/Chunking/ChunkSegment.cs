using BotQA.Knowledge.Documents;

namespace BotQA.Knowledge.Chunking;

/// <summary>A part of a document that chunks don't reach beyond: a section, or the text between sections.</summary>
/// <param name="HeadingPath">The headings above it, outermost first.</param>
/// <param name="Units">Its sentences and headings in order.</param>
internal sealed record ChunkSegment(IReadOnlyList<string> HeadingPath, IReadOnlyList<ChunkUnit> Units)
{
    /// <summary>Whether it holds headings and nothing below them.</summary>
    public bool IsHeadingOnly => Units.All(u => u.Kind == ChunkUnitKind.Heading);

    /// <summary>The parts of a text in order: its sections and what lies between them.</summary>
    public static IEnumerable<Section> Parts(Document document)
    {
        var position = 0;
        foreach (var section in document.Sections)
        {
            var start = Math.Max(position, section.Span.Start);
            var end = Math.Min(document.Text.Length, section.Span.End);
            if (end <= start)
            {
                continue;
            }

            if (start > position)
            {
                yield return new Section([], new TextSpan(position, start));
            }

            yield return section with { Span = new TextSpan(start, end) };
            position = end;
        }

        if (position < document.Text.Length)
        {
            yield return new Section([], new TextSpan(position, document.Text.Length));
        }
    }

    /// <summary>
    /// Joins headings that stand alone with the segment after them, and one at the very end with the segment before: a heading is no
    /// chunk of its own.
    /// </summary>
    public static List<ChunkSegment> JoinHeadings(IEnumerable<ChunkSegment> segments)
    {
        var joined = new List<ChunkSegment>();
        var headings = new List<ChunkUnit>();
        IReadOnlyList<string> path = [];
        foreach (var segment in segments)
        {
            path = segment.HeadingPath;
            if (segment.IsHeadingOnly)
            {
                headings.AddRange(segment.Units);
            }
            else
            {
                joined.Add(headings.Count == 0 ? segment : segment with { Units = [.. headings, .. segment.Units] });
                headings.Clear();
            }
        }

        if (headings.Count > 0)
        {
            if (joined.Count == 0)
            {
                joined.Add(new ChunkSegment(path, headings));
            }
            else
            {
                joined[^1] = joined[^1] with { Units = [.. joined[^1].Units, .. headings] };
            }
        }

        return joined;
    }
}
