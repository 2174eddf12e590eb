using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace BotQA.Knowledge.Documents.Office;

/// <summary>The footnotes and endnotes of a Word document, numbered in the order they are referred to.</summary>
internal sealed class WordNotes(MainDocumentPart main)
{
    private readonly Dictionary<long, OpenXmlElement> _footnotes = ById(main.FootnotesPart?.Footnotes?.Elements<Footnote>(), n => n.Id?.Value);
    private readonly Dictionary<long, OpenXmlElement> _endnotes = ById(main.EndnotesPart?.Endnotes?.Elements<Endnote>(), n => n.Id?.Value);
    private readonly HashSet<OpenXmlElement> _seen = [];

    /// <summary>A footnote's marker and text; null when there is none, it is blank, or it was referred to before.</summary>
    public (string Marker, string Text)? Footnote(long? id) => Note(_footnotes, id);

    /// <summary>An endnote's marker and text; null when there is none, it is blank, or it was referred to before.</summary>
    public (string Marker, string Text)? Endnote(long? id) => Note(_endnotes, id);

    private (string, string)? Note(Dictionary<long, OpenXmlElement> notes, long? id)
    {
        if (id is not { } key || !notes.TryGetValue(key, out var note) || !_seen.Add(note))
        {
            return null;
        }

        // A note that refers to another, or to itself, was noted as seen.
        var marker = FormattableString.Invariant($"[{_seen.Count}]");
        var text = new WordParagraphText(this).OfAll(note);
        return text.Length > 0 ? (marker, text) : null;
    }

    private static Dictionary<long, OpenXmlElement> ById<T>(IEnumerable<T>? notes, Func<T, long?> id)
        where T : OpenXmlElement
    {
        var byId = new Dictionary<long, OpenXmlElement>();
        foreach (var note in notes ?? [])
        {
            if (id(note) is { } key)
            {
                byId.TryAdd(key, note);
            }
        }

        return byId;
    }
}
