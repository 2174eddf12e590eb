namespace BotQA.Knowledge.Documents;

/// <summary>The title and the sections that a document's headings make.</summary>
internal sealed class DocumentOutline
{
    /// <summary>Finds the sections.</summary>
    /// <param name="text">The canonical text.</param>
    /// <param name="headings">Its headings in order.</param>
    /// <param name="knownTitle">The title where the source names it apart from its headings; a heading of the same words is no section then.</param>
    public DocumentOutline(string text, IReadOnlyList<DocumentHeading> headings, string? knownTitle = null)
    {
        var title = headings.FirstOrDefault(h => h.Level == 1) ?? headings.FirstOrDefault(h => h.Start == 0);
        title = knownTitle is null || knownTitle == title?.Text ? title : null;
        Title = title?.Text;
        var sections = new List<Section>();
        var path = new Stack<DocumentHeading>();
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
            sections.Add(new Section([.. path.Reverse().Select(h => h.Text).Where(h => h.Length > 0)], new TextSpan(start, end)));
            start = end;
        }
    }

    /// <summary>The first heading, or null without headings.</summary>
    public string? Title { get; }

    /// <summary>The sections, which cover the text; empty when there are no headings but the title.</summary>
    public IReadOnlyList<Section> Sections { get; }

    /// <summary>Whether a section without a heading is needed; a title with no text below it goes with the section that follows.</summary>
    private static bool HoldsMoreThan(DocumentHeading? title, ReadOnlySpan<char> text) =>
        title is null || title.End > text.Length
            ? !text.IsWhiteSpace()
            : !text[..title.Start].IsWhiteSpace() || !text[title.End..].IsWhiteSpace();
}
