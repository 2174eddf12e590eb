using System.Globalization;

namespace BotQA.Knowledge.Documents;

/// <summary>Where a part of the canonical text is found in the source: what a person would turn, scroll or jump to.</summary>
/// <param name="Span">The part of the canonical text.</param>
public sealed record DocumentPlace(TextSpan Span)
{
    /// <summary>The page from 1, counted from the first one of the file whatever is printed on it; null for a source without pages.</summary>
    public int? Page { get; init; }

    /// <summary>The slide from 1, or null outside presentations.</summary>
    public int? Slide { get; init; }

    /// <summary>The name of the sheet, or null outside workbooks.</summary>
    public string? Sheet { get; init; }

    /// <summary>The row of the sheet or table from 1, the header counted, as spreadsheet programs number them; null outside of rows.</summary>
    public int? Row { get; init; }

    /// <summary>The place in words, such as <c>page 3</c>, <c>slide 4</c> or <c>sheet Prices</c> and <c>row 7</c>, the wider one first.</summary>
    public IReadOnlyList<string> Words
    {
        get
        {
            var words = new List<string>(2);
            Add("page", Page?.ToString(CultureInfo.InvariantCulture));
            Add("slide", Slide?.ToString(CultureInfo.InvariantCulture));
            Add("sheet", Sheet);
            Add("row", Row?.ToString(CultureInfo.InvariantCulture));
            return words;

            void Add(string kind, string? name)
            {
                if (name is not null)
                {
                    words.Add($"{kind} {name}");
                }
            }
        }
    }
}
