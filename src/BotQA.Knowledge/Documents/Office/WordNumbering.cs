using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace BotQA.Knowledge.Documents.Office;

/// <summary>Counts the numbered paragraphs of a Word document, whose numbers aren't in the text.</summary>
internal sealed class WordNumbering
{
    private const int Levels = 9;
    private const int MostRoman = 3999;

    private readonly Dictionary<int, int> _abstractOf = [];
    private readonly Dictionary<(int Abstract, int Level), Level> _levels = [];
    private readonly Dictionary<int, int?[]> _counters = [];

    public WordNumbering(MainDocumentPart main)
    {
        if (main.NumberingDefinitionsPart?.Numbering is not { } numbering)
        {
            return;
        }

        foreach (var definition in numbering.Elements<AbstractNum>())
        {
            foreach (var level in definition.Elements<Level>())
            {
                if (definition.AbstractNumberId?.Value is { } id && level.LevelIndex?.Value is >= 0 and < Levels)
                {
                    _levels[(id, level.LevelIndex.Value)] = level;
                }
            }
        }

        foreach (var instance in numbering.Elements<NumberingInstance>())
        {
            if (instance.NumberID?.Value is { } id && instance.AbstractNumId?.Val?.Value is { } definition)
            {
                _abstractOf[id] = definition;
            }
        }
    }

    /// <summary>Counts a paragraph.</summary>
    /// <param name="id">Its numbering.</param>
    /// <param name="level">Its level from 0.</param>
    /// <returns>What stands before it, such as <c>2.1</c>, <c>b)</c> or <c>-</c>; empty where the level shows nothing.</returns>
    public string Next(int id, int level)
    {
        if (!_abstractOf.TryGetValue(id, out var definition) || !_levels.TryGetValue((definition, level), out var format))
        {
            return "-";
        }

        var counters = _counters.TryGetValue(definition, out var known) ? known : _counters[definition] = new int?[Levels];
        counters[level] = counters[level] is { } last && last < int.MaxValue ? last + 1 : Start(definition, level);
        Array.Clear(counters, level + 1, Levels - level - 1);
        var kind = format.NumberingFormat?.Val?.Value ?? NumberFormatValues.Decimal;
        if (kind == NumberFormatValues.Bullet)
        {
            return "-";
        }

        return kind == NumberFormatValues.None ? "" : Written(format.LevelText?.Val?.Value ?? "", definition, counters);
    }

    /// <summary>Puts the numbers into a pattern such as <c>%1.%2)</c>.</summary>
    private string Written(string pattern, int definition, int?[] counters)
    {
        var written = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '%' && i + 1 < pattern.Length && pattern[i + 1] is >= '1' and <= '9')
            {
                var level = pattern[++i] - '1';
                written.Append(Number(counters[level] ?? Start(definition, level), FormatOf(definition, level)));
            }
            else
            {
                written.Append(pattern[i]);
            }
        }

        return written.ToString().Trim();
    }

    private NumberFormatValues FormatOf(int definition, int level) =>
        _levels.TryGetValue((definition, level), out var format) ? format.NumberingFormat?.Val?.Value ?? NumberFormatValues.Decimal : NumberFormatValues.Decimal;

    private int Start(int definition, int level) =>
        _levels.TryGetValue((definition, level), out var format) ? format.StartNumberingValue?.Val?.Value ?? 1 : 1;

    private static string Number(int number, NumberFormatValues format) =>
        format == NumberFormatValues.LowerLetter ? Letters(number).ToLowerInvariant()
        : format == NumberFormatValues.UpperLetter ? Letters(number)
        : format == NumberFormatValues.LowerRoman ? Roman(number).ToLowerInvariant()
        : format == NumberFormatValues.UpperRoman ? Roman(number)
        : number.ToString(CultureInfo.InvariantCulture);

    // After Z comes AA, then BB, as Word counts.
    private static string Letters(int number) =>
        number is > 0 and < 26 * 10 ? new string((char)('A' + ((number - 1) % 26)), ((number - 1) / 26) + 1) : number.ToString(CultureInfo.InvariantCulture);

    private static string Roman(int number)
    {
        if (number is <= 0 or > MostRoman)
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        ReadOnlySpan<(int Value, string Digits)> digits =
            [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
        var roman = new StringBuilder();
        foreach (var (value, written) in digits)
        {
            for (; number >= value; number -= value)
            {
                roman.Append(written);
            }
        }

        return roman.ToString();
    }
}
