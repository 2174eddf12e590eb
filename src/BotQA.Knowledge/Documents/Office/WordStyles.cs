using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace BotQA.Knowledge.Documents.Office;

/// <summary>What the styles of a Word document mean: which are headings of which level, and which number their paragraphs.</summary>
internal sealed class WordStyles
{
    /// <summary>The level of the title's style, above the first heading.</summary>
    public const int TitleLevel = 0;

    private const int LongestChain = 32;

    private readonly Dictionary<string, Style> _styles = new(StringComparer.Ordinal);

    public WordStyles(MainDocumentPart main)
    {
        foreach (var style in main.StyleDefinitionsPart?.Styles?.Elements<Style>() ?? [])
        {
            if (style.StyleId?.Value is { } id)
            {
                _styles[id] = style;
            }
        }
    }

    /// <summary>The language that the document's text is in unless marked otherwise, or null.</summary>
    public static string? LanguageOf(MainDocumentPart main) =>
        main.StyleDefinitionsPart?.Styles?.DocDefaults?.RunPropertiesDefault?.RunPropertiesBaseStyle?.Languages?.Val?.Value;

    /// <summary>The level of a heading, from 1, <see cref="TitleLevel"/> for the title, or null for other text.</summary>
    public int? LevelOf(ParagraphProperties? paragraph)
    {
        if (paragraph?.OutlineLevel?.Val?.Value is { } own)
        {
            return own is >= 0 and < 9 ? own + 1 : null;
        }

        foreach (var style in Chain(paragraph))
        {
            var name = style.StyleName?.Val?.Value ?? "";
            if (name.Equals("title", StringComparison.OrdinalIgnoreCase))
            {
                return TitleLevel;
            }

            if (style.StyleParagraphProperties?.OutlineLevel?.Val?.Value is { } level)
            {
                return level is >= 0 and < 9 ? level + 1 : null;
            }

            // The built-in names are English in every language of Word.
            if (name.StartsWith("heading ", StringComparison.OrdinalIgnoreCase) && name.Length == 9 && name[8] is >= '1' and <= '9')
            {
                return name[8] - '0';
            }
        }

        // A document without its styles still names them.
        return paragraph?.ParagraphStyleId?.Val?.Value switch
        {
            "Title" => TitleLevel,
            { Length: 8 } id when id.StartsWith("Heading", StringComparison.Ordinal) && id[7] is >= '1' and <= '9' => id[7] - '0',
            _ => null,
        };
    }

    /// <summary>The numbering of a paragraph, its own or that of its style; null for none.</summary>
    public (int Id, int Level)? NumberingOf(ParagraphProperties? paragraph)
    {
        if (paragraph?.NumberingProperties is { } own)
        {
            return Numbering(own, Chain(paragraph).Select(s => s.StyleParagraphProperties?.NumberingProperties).FirstOrDefault(n => n?.NumberingId is not null));
        }

        foreach (var style in Chain(paragraph))
        {
            if (style.StyleParagraphProperties?.NumberingProperties is { } numbering)
            {
                return Numbering(numbering, null);
            }
        }

        return null;
    }

    private static (int, int)? Numbering(NumberingProperties own, NumberingProperties? inherited)
    {
        var id = own.NumberingId?.Val?.Value ?? inherited?.NumberingId?.Val?.Value ?? 0;
        var level = own.NumberingLevelReference?.Val?.Value ?? 0;
        return id > 0 && level is >= 0 and < 9 ? (id, level) : null;
    }

    /// <summary>The styles of a paragraph, each based on the next. Styles based on one another in a circle end somewhere.</summary>
    private IEnumerable<Style> Chain(ParagraphProperties? paragraph)
    {
        var id = paragraph?.ParagraphStyleId?.Val?.Value;
        for (var i = 0; i < LongestChain && id is not null && _styles.TryGetValue(id, out var style); i++)
        {
            yield return style;
            id = style.BasedOn?.Val?.Value;
        }
    }
}
