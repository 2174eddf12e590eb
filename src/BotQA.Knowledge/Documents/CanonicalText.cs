using System.Text;

namespace BotQA.Knowledge.Documents;

/// <summary>The canonical form of plain text.</summary>
internal static class CanonicalText
{
    /// <summary>Normalises line ends, joins soft-wrapped lines, and drops blanks at the ends of lines and blank lines at the end.</summary>
    public static string Of(string text)
    {
        text = NormalizeLineEnds(text);
        var lines = Lines(text);
        var wraps = new SoftWraps(text, lines);
        var canonical = new StringBuilder(text.Length);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Of(text);
            if (i == 0)
            {
                canonical.Append(line);
            }
            else if (wraps.IsSoft(i))
            {
                line = line.TrimStart(Blanks);
                canonical.Append(SoftWraps.Separator(canonical[^1], line[0])).Append(line);
            }
            else
            {
                canonical.Append('\n').Append(line);
            }
        }

        return canonical.ToString();
    }

    /// <summary>The blanks that may be dropped at the ends of lines. A no-break space is a character of the text.</summary>
    internal static ReadOnlySpan<char> Blanks => " \t";

    /// <summary>Makes <c>\n</c> of every line, paragraph and page break, and drops byte order marks at the start.</summary>
    internal static string NormalizeLineEnds(string text) => text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Replace('\v', '\n');

    private static List<TextLine> Lines(string text)
    {
        var lines = new List<TextLine>();
        var filled = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var (start, end) = (range.Start.Value, range.End.Value);
            lines.Add(new TextLine(start, start + text.AsSpan(start, end - start).TrimEnd(Blanks).Length));
            if (lines[^1].Length > 0)
            {
                filled = lines.Count;
            }
        }

        lines.RemoveRange(filled, lines.Count - filled);
        return lines;
    }
}
