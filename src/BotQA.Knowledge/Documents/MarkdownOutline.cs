namespace BotQA.Knowledge.Documents;

/// <summary>The title and the sections that a document's headings make.</summary>
internal sealed class MarkdownOutline
{
    public MarkdownOutline(string text, IReadOnlyList<MarkdownHeading> headings)
    {
        var title = headings.FirstOrDefault(h => h.Level == 1) ?? headings.FirstOrDefault(h => h.Start == 0);
        Title = title?.Text;
        var sections = new List<Section>();
        var path = new Stack<MarkdownHeading>();
        var start = 0;
        foreach (var heading in headings)
        {
            // The one heading above all others names the document, not a part of it.
            if (heading == title && headings.All(h => h == title || (h.Level > title.Level && h.Start > title.Start)))
            {
                continue;
            }

            if (path.Count > 0 || HoldsMoreThan(title, text.AsSpan(0, heading.Start)))
            {
                AddSection(heading.Start);
            }

            while (path.TryPeek(out var above) && above.Level >= heading.Level)
            {
                path.Pop();
            }

            path.Push(heading);
        }

        if (path.Count > 0)
        {
            AddSection(text.Length);
        }

        Sections = sections;

        void AddSection(int end)
        {
            sections.Add(new Section([.. path.Reverse().Select(h => h.Text)], new TextSpan(start, end)));
            start = end;
        }
    }

    /// <summary>The first heading, or null without headings.</summary>
    public string? Title { get; }

    /// <summary>The sections, which cover the text; empty when there are no headings but the title.</summary>
    public IReadOnlyList<Section> Sections { get; }

    /// <summary>Whether a section without a heading is needed; a title with no text below it goes with the section that follows.</summary>
    private static bool HoldsMoreThan(MarkdownHeading? title, ReadOnlySpan<char> text) =>
        title is null || title.End > text.Length
            ? !text.IsWhiteSpace()
            : !text[..title.Start].IsWhiteSpace() || !text[title.End..].IsWhiteSpace();
}
